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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Extension that passes a real browser to tests: Debian's chromium, or the executable that {@code
 * CHROMIUM} names. Without a browser the tests are skipped, with the reason.
 */
final class Chromium implements ParameterResolver, ExecutionCondition {
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
                      .setExecutablePath(executable())
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
    return new BareChromium(Objects.requireNonNull(executable()), FLAGS);
  }

  private static @Nullable Path executable() {
    String named = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
    Path path = Path.of(named);
    return Files.isExecutable(path) ? path : null;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return executable() == null
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
            .getRoot()
            .getStore(Namespace.create(Chromium.class))
            .computeIfAbsent(SharedBrowser.class, type -> SharedBrowser.open(), SharedBrowser.class)
            .browser());
  }

  /** Collects complaints of the console, page errors, dialogs and failed requests. */
  static void watch(Page page, List<String> complaints) {
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(page.url() + ": " + message.text());
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
