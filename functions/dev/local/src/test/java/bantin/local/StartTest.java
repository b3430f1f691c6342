package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.engines.Template;
import bantin.engines.TemplateException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartTest {
  @TempDir Path folder;

  @Test
  void aHandlerThatIsNotThereIsNamed() throws IOException {
    assertRefused(
        "bantin.local.EchoHandler",
        "bantin.local.NoHandler",
        StartException.class,
        "The template gives EchoFunction the handler bantin.local.NoHandler, but there is no such"
            + " class.");
  }

  @Test
  void aClassThatIsNoHandlerIsNamed() throws IOException {
    assertRefused(
        "bantin.local.EchoHandler",
        "java.lang.String",
        StartException.class,
        "The template gives EchoFunction the handler java.lang.String, but it is no"
            + " RequestHandler.");
  }

  @Test
  void aVariableThatRefersToNothingIsNamed() throws IOException {
    assertRefused(
        "FACTS_TABLE: !Ref Facts",
        "FACTS_TABLE: !Ref Fiction",
        TemplateException.class,
        "EchoFunction.Properties.Environment.Variables.FACTS_TABLE refers to Fiction, which the"
            + " template does not declare.");
  }

  @Test
  void aStreamOfATableThatIsNotThereIsNamed() throws IOException {
    assertRefused(
        "Stream: !GetAtt Facts.StreamArn",
        "Stream: !GetAtt Pool.StreamArn",
        TemplateException.class,
        "SinkFunction.Events.Facts.Stream names Pool, which is no table.");
  }

  @Test
  void anAuthorizerThatIsNotThereIsNamed() throws IOException {
    assertRefused(
        "Auth: {Authorizer: Editors,",
        "Auth: {Authorizer: Readers,",
        StartException.class,
        "The route GET /guarded has the authorizer Readers, which the template does not declare.");
  }

  @Test
  void aTableKeptWithAnotherKeyIsNamed() throws IOException, InterruptedException {
    start(template("", "")).close();
    String other = text().replace("AttributeName: fact", "AttributeName: truth");
    assertThatThrownBy(() -> start(write(other)))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith(
            "The table Facts is not the one that the template declares: the template gives it the"
                + " key [truth HASH S], but it has [fact HASH S]");
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(
              () -> Portal.start(template("", ""), data(), port, false, System.err).close())
          .isInstanceOf(StartException.class)
          .hasMessage(
              "Port " + port + " is taken: end what listens there, or set PORT to another.");
    }
  }

  @Test
  void aDataFolderInUseIsNamed() throws IOException, InterruptedException {
    try (Portal portal = start(template("", ""))) {
      assertThat(portal.address()).hasScheme("http");
      assertThatThrownBy(() -> start(template("", "")).close())
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("Another portal works on " + data());
    }
    start(template("", "")).close();
  }

  @Test
  void aFunctionThatCannotBeMadeIsNamedWithItsReason() throws IOException {
    assertThatThrownBy(
            () ->
                start(
                        template(
                            "bantin.local.EchoHandler::handleRequest",
                            "bantin.local.BrokenHandler::handleRequest"))
                    .close())
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("EchoFunction does not start: ")
        .hasMessageContaining("broken as meant");
  }

  private void assertRefused(
      String what, String by, Class<? extends Throwable> type, String sentence) throws IOException {
    Template template = template(what, by);
    assertThatThrownBy(() -> start(template).close()).isInstanceOf(type).hasMessage(sentence);
    // Nothing is left behind that a second start would meet.
    assertThatThrownBy(() -> start(template).close()).isInstanceOf(type).hasMessage(sentence);
  }

  private Portal start(Template template) throws IOException, InterruptedException {
    return Portal.start(
        template, data(), 0, false, new PrintStream(PrintStream.nullOutputStream(), true, UTF_8));
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Template template(String what, String by) throws IOException {
    return write(text().replace(what.isEmpty() ? "\u0000" : what, by));
  }

  private static String text() throws IOException {
    return Files.readString(Running.template().file());
  }

  private Template write(String text) throws IOException {
    Path file = folder.resolve("template.yaml");
    Files.writeString(file, text);
    return Template.read(file);
  }
}
