package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitForSelectorState;

/** Keyboard of a person without a mouse. The focus must be visible at every stop. */
final class Keyboard {
  /** Limit of key presses, above the number of stops on any page. */
  private static final int MAX_PRESSES = 150;

  private final Page page;

  Keyboard(Page page) {
    this.page = page;
  }

  /**
   * Presses Tab until the focus is at the selector. Past the end of the page the focus starts at
   * its beginning.
   */
  Keyboard tabTo(String selector) {
    for (int i = 0; i < MAX_PRESSES; i++) {
      page.keyboard().press("Tab");
      checkFocusIsVisible();
      if (isAt(selector)) {
        return this;
      }
    }
    throw new AssertionError("Tab never reaches " + selector);
  }

  Keyboard press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
    return this;
  }

  Keyboard type(String text) {
    page.keyboard().type(text);
    return this;
  }

  /** Waits until the page moves the focus to the selector, and checks that the focus is visible. */
  Keyboard awaitFocus(String selector) {
    try {
      page.locator(":is(" + selector + "):focus")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    } catch (TimeoutError e) {
      throw new AssertionError("The focus does not reach " + selector + ": " + name(), e);
    }
    checkFocusIsVisible();
    return this;
  }

  private boolean isAt(String selector) {
    return (Boolean)
        page.evaluate("selector => !!document.activeElement?.matches(selector)", selector);
  }

  private String name() {
    return (String)
        page.evaluate("document.activeElement?.cloneNode(false).outerHTML.slice(0, 120)");
  }

  /**
   * Checks WCAG 2.2, 2.4.7 and 2.4.11: a ring marks the focus, and nothing covers all of it.
   * Between the page's end and its beginning there is no visible focus.
   */
  private void checkFocusIsVisible() {
    if (isAt("body, html")) {
      return;
    }
    String fault =
        (String)
            page.evaluate(
                """
                () => {
                  const at = document.activeElement;
                  const ring = (element) => {
                    const style = element && getComputedStyle(element);
                    return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                  };
                  if (!ring(at) && !ring(at.closest('.editor'))) return 'no ring';
                  const box = at.getBoundingClientRect();
                  for (let x = 1; x < 10; x++) {
                    for (let y = 1; y < 10; y++) {
                      const top = document.elementFromPoint(box.x + box.width * x / 10, box.y + box.height * y / 10);
                      if (top && (at.contains(top) || top.contains(at) && top === at.parentElement && top.localName === 'label')) return null;
                    }
                  }
                  return `not in sight: ${JSON.stringify(box)}`;
                }
                """);
    assertThat(fault).as("the focus at %s", name()).isNull();
  }
}
