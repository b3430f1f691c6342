package bantin.listarticles;

import java.io.StringWriter;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes an XML document of elements in one namespace, or with the prefix of a further one. */
final class XmlDocument {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  /** Characters that XML 1.0 cannot hold, even escaped. */
  private static final Pattern ILLEGAL =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private final XMLStreamWriter writer;

  private XmlDocument(XMLStreamWriter writer) {
    this.writer = writer;
  }

  static String write(Consumer<XmlDocument> content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter writer = FACTORY.createXMLStreamWriter(text);
      writer.writeStartDocument("UTF-8", "1.0");
      content.accept(new XmlDocument(writer));
      writer.writeEndDocument();
      writer.close();
    } catch (XMLStreamException e) {
      throw broken(e);
    }
    return text.toString();
  }

  /** Opens the outermost element. */
  void open(String element, String namespace) {
    open(element);
    try {
      writer.writeDefaultNamespace(namespace);
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  /** Declares a further namespace of the element just opened, for names with its prefix. */
  void namespace(String prefix, String namespace) {
    try {
      writer.writeNamespace(prefix, namespace);
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  void open(String element) {
    try {
      writer.writeStartElement(element);
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  void text(String element, String text) {
    open(element);
    try {
      writer.writeCharacters(legal(text));
    } catch (XMLStreamException e) {
      throw broken(e);
    }
    close();
  }

  /**
   * Writes an element without content.
   *
   * @param attributes names and values alternately
   */
  void empty(String element, String... attributes) {
    try {
      writer.writeEmptyElement(element);
      for (int i = 0; i < attributes.length; i += 2) {
        writer.writeAttribute(attributes[i], legal(attributes[i + 1]));
      }
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  void close() {
    try {
      writer.writeEndElement();
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  private static String legal(String text) {
    return ILLEGAL.matcher(text).replaceAll("\uFFFD");
  }

  private static IllegalStateException broken(XMLStreamException e) {
    return new IllegalStateException("Text in memory can always be written", e);
  }
}
