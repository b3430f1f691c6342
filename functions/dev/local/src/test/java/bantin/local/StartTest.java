package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.engines.Template;
import bantin.engines.TemplateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartTest {
  @TempDir Path folder;

  @Test
  void namesMissingHandler() throws IOException {
    assertRefused(
        "bantin.local.EchoHandler",
        "bantin.local.NoHandler",
        StartException.class,
        "The template gives EchoFunction the handler bantin.local.NoHandler, but there is no such"
            + " class.");
  }

  @Test
  void namesClassThatIsNoHandler() throws IOException {
    assertRefused(
        "bantin.local.EchoHandler",
        "java.lang.String",
        StartException.class,
        "The template gives EchoFunction the handler java.lang.String, but it is no"
            + " RequestHandler.");
  }

  @Test
  void namesVariableWithUnresolvedReference() throws IOException {
    assertRefused(
        "FACTS_TABLE: !Ref Facts",
        "FACTS_TABLE: !Ref Fiction",
        TemplateException.class,
        "EchoFunction.Properties.Environment.Variables.FACTS_TABLE refers to Fiction, which the"
            + " template does not declare.");
  }

  @Test
  void namesStreamOfMissingTable() throws IOException {
    assertRefused(
        "Stream: !GetAtt Facts.StreamArn",
        "Stream: !GetAtt Pool.StreamArn",
        TemplateException.class,
        "SinkFunction.Events.Facts.Stream names Pool, which is no table.");
  }

  @Test
  void namesMissingAuthorizer() throws IOException {
    assertRefused(
        "Auth: {Authorizer: Editors,",
        "Auth: {Authorizer: Readers,",
        StartException.class,
        "The route GET /guarded has the authorizer Readers, which the template does not declare.");
  }

  @Test
  void namesExistingTableWithAnotherKey() throws IOException, InterruptedException {
    start(template("", "")).close();
    String template = text().replace("AttributeName: fact", "AttributeName: truth");
    assertThatThrownBy(() -> start(write(template)))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith(
            "The table Facts is not the one that the template declares: the template gives it the"
                + " key [truth HASH S], but it has [fact HASH S]");
  }

  @Test
  void namesTakenPort() throws IOException {
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
  void namesDataFolderInUse() throws IOException, InterruptedException {
    try (Portal portal = start(template("", ""))) {
      assertThat(portal.address()).hasScheme("http");
      assertThatThrownBy(() -> start(template("", "")).close())
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("Another portal works on " + data());
    }
    start(template("", "")).close();
  }

  @Test
  void namesFunctionThatFailsToStartWithReason() throws IOException {
    assertThatThrownBy(
            () ->
                start(
                        template(
                            "bantin.local.EchoHandler::handleRequest",
                            "bantin.local.BrokenHandler::handleRequest"))
                    .close())
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("EchoFunction does not start: ")
        .hasMessageContaining("planted failure");
  }

  @Test
  void startsAFunctionAtItsFirstEvent() throws IOException, InterruptedException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (Portal portal = onDemand(template("", ""), log)) {
      assertThat(portal.function("EchoFunction").process()).isNull();
      assertThat(echo(portal)).isEqualTo(200);
      assertThat(portal.function("EchoFunction").process()).isNotNull();
      assertThat(portal.function("SinkFunction").process()).isNull();
    }
  }

  @Test
  void logsWhyAFunctionDoesNotStartAtItsFirstEvent() throws IOException, InterruptedException {
    Template broken =
        template(
            "bantin.local.EchoHandler::handleRequest", "bantin.local.BrokenHandler::handleRequest");
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (Portal portal = onDemand(broken, log)) {
      assertThat(echo(portal)).isEqualTo(500);
    }
    assertThat(log.toString(UTF_8))
        .contains("EchoFunction does not start: ")
        .contains("planted failure");
  }

  private Portal onDemand(Template template, ByteArrayOutputStream log)
      throws IOException, InterruptedException {
    return Portal.startOnDemand(template, data(), 0, false, new PrintStream(log, true, UTF_8));
  }

  private static int echo(Portal portal) throws IOException, InterruptedException {
    return Running.send(HttpRequest.newBuilder(portal.address().resolve("/echo"))).statusCode();
  }

  private void assertRefused(
      String original, String replacement, Class<? extends Throwable> type, String sentence)
      throws IOException {
    Template template = template(original, replacement);
    assertThatThrownBy(() -> start(template).close()).isInstanceOf(type).hasMessage(sentence);
    // A failed start leaves nothing in the way of the next one.
    assertThatThrownBy(() -> start(template).close()).isInstanceOf(type).hasMessage(sentence);
  }

  private Portal start(Template template) throws IOException, InterruptedException {
    return Portal.start(
        template, data(), 0, false, new PrintStream(PrintStream.nullOutputStream(), true, UTF_8));
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Template template(String original, String replacement) throws IOException {
    return write(text().replace(original.isEmpty() ? "\u0000" : original, replacement));
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
