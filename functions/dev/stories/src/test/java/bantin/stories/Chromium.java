package bantin.stories;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Extension that passes a real browser to tests: the executable that {@code CHROMIUM} names, or
 * Debian's chromium. Without a browser the tests are skipped, with the reason.
 *
 * <p>Debian's chromium-headless-shell goes first where it is installed. It is the same engine
 * without Chromium's own windows, and takes about a third of the processor time.
 */
final class Chromium implements ParameterResolver, ExecutionCondition {
  private static final Path SHELL = Path.of("/usr/bin/chromium-headless-shell");
  private static final Path WHOLE = Path.of("/usr/bin/chromium");

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** Browser for a test's pages. */
  record Window(Browser browser) {
    /** Opens an empty profile, as of a new reader. */
    BrowserContext reader(int width, boolean dark) {
      BrowserContext context = browser.newContext(options(width, dark));
      // A file chooser that opens before a listener exists is cancelled.
      context.onPage(page -> page.onFileChooser(chooser -> {}));
      return context;
    }

    static Browser.NewContextOptions options(int width, boolean dark) {
      return new Browser.NewContextOptions()
          .setViewportSize(width, 900)
          .setLocale("vi-VN")
          .setColorScheme(
              dark
                  ? com.microsoft.playwright.options.ColorScheme.DARK
                  : com.microsoft.playwright.options.ColorScheme.LIGHT);
    }
  }

  private record SharedBrowser(Playwright playwright, Browser browser) implements AutoCloseable {
    static SharedBrowser open() {
      Playwright playwright = Playwright.create();
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(first(SHELL, WHOLE))
                      .setArgs(FLAGS)
                      .setHeadless(true));
      return new SharedBrowser(playwright, browser);
    }

    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  /** Starts a browser that prerenders and caches pages, as readers' browsers do. */
  static BareChromium bare() throws IOException {
    return new BareChromium(Objects.requireNonNull(first(WHOLE, SHELL)), FLAGS);
  }

  /** Returns the executable that {@code CHROMIUM} names, else the first that is installed. */
  private static @Nullable Path first(Path... installed) {
    String named = System.getenv("CHROMIUM");
    Stream<Path> choice = named == null ? Stream.of(installed) : Stream.of(Path.of(named));
    return choice.filter(Files::isExecutable).findFirst().orElse(null);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return first(SHELL, WHOLE) == null
        ? ConditionEvaluationResult.disabled(
            "Chromium is missing: install Debian's, or name an executable in CHROMIUM.")
        : ConditionEvaluationResult.enabled("Chromium is installed.");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Window.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return new Window(
        context
            .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Chromium.class))
            .computeIfAbsent(SharedBrowser.class, type -> SharedBrowser.open(), SharedBrowser.class)
            .browser());
  }

  /** Collects complaints of the console, page errors, dialogs and failed requests. */
  static void watch(Page page, List<String> complaints) {
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(page.url() + ": " + message.text() + " (" + message.location() + ")");
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    page.onDialog(
        dialog -> {
          complaints.add(page.url() + " opened a dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequestFailed(
        request -> {
          if (request.failure() == null || !request.failure().contains("ERR_ABORTED")) {
            complaints.add(request.url() + " failed: " + request.failure());
          }
        });
  }
}
