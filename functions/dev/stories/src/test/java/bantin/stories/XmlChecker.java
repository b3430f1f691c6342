package bantin.stories;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nu.validator.vendor.thaiopensource.util.PropertyMapBuilder;
import nu.validator.vendor.thaiopensource.validate.ValidateProperty;
import nu.validator.vendor.thaiopensource.validate.ValidationDriver;
import nu.validator.vendor.thaiopensource.validate.rng.CompactSchemaReader;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Jing, which validates XML against RELAX NG. It is a part of the Nu HTML checker. */
final class XmlChecker {
  private XmlChecker() {}

  /**
   * Validates a document.
   *
   * @param schema name of a schema beside this class, in the compact syntax
   */
  static List<String> errors(String schema, String xml) {
    List<String> errors = new ArrayList<>();
    PropertyMapBuilder properties = new PropertyMapBuilder();
    properties.put(ValidateProperty.ERROR_HANDLER, new Notes(errors));
    ValidationDriver driver =
        new ValidationDriver(properties.toPropertyMap(), CompactSchemaReader.getInstance());
    URL grammar = Objects.requireNonNull(XmlChecker.class.getResource(schema), schema);
    try {
      if (!driver.loadSchema(new InputSource(grammar.toString()))) {
        throw new AssertionError(schema + ": " + errors);
      }
      driver.validate(new InputSource(new StringReader(xml)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SAXException e) {
      errors.add(String.valueOf(e.getMessage()));
    }
    return errors;
  }

  private record Notes(List<String> errors) implements ErrorHandler {
    @Override
    public void warning(SAXParseException warning) {
      error(warning);
    }

    @Override
    public void error(SAXParseException error) {
      errors.add(error.getMessage() + " at column " + error.getColumnNumber());
    }

    @Override
    public void fatalError(SAXParseException error) throws SAXException {
      throw error;
    }
  }
}
