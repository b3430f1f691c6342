package bantin.listarticles;

import bantin.article.ListName;
import bantin.article.Section;
import bantin.article.Slug;
import bantin.http.Problem;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Text;
import bantin.listarticles.Cursor.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of {@code GET /api/articles}.
 *
 * @param limit 1 to 50 articles
 * @param from null at the list's beginning
 */
record ListQuery(ListName list, int limit, @Nullable Place from) {
  private static final int MAX_LIMIT = 50;
  private static final int DEFAULT_LIMIT = 20;

  /**
   * @throws Problem 400 that names the invalid parameter and its permitted values
   */
  static ListQuery of(Request request, Cursor cursor) {
    ListName list = list(request);
    return new ListQuery(list, limit(request.query("limit")), place(request, cursor, list));
  }

  private static ListName list(Request request) {
    List<ListName> lists = new ArrayList<>();
    String section = request.query("section");
    if (section != null) {
      lists.add(section(section));
    }
    String tag = request.query("tag");
    if (tag != null) {
      lists.add(ListName.tag(name("tag", tag)));
    }
    String author = request.query("author");
    if (author != null) {
      lists.add(ListName.author(name("author", author)));
    }
    if (lists.size() > 1) {
      throw ListReasons.ONE_LIST.problem();
    }
    return lists.isEmpty() ? ListName.ALL : lists.get(0);
  }

  private static ListName section(String name) {
    try {
      return ListName.section(new Section(name, name).name());
    } catch (IllegalArgumentException e) {
      throw RequestReasons.invalid(
          "section",
          new Text("No section can have this name.", "Không chuyên mục nào có tên như vậy."));
    }
  }

  private static String name(String parameter, String value) {
    if (Slug.of(value).isEmpty()) {
      throw RequestReasons.invalid(
          parameter,
          new Text("It needs a letter or a digit.", "Cần có ít nhất một chữ cái hoặc chữ số."));
    }
    return value;
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw RequestReasons.invalid(
          "limit", Text.of("Ask for 1 to {0}.", "Hãy hỏi từ 1 đến {0}.", MAX_LIMIT));
    }
    return limit;
  }

  /**
   * Reads the request's cursor for this list; null without a cursor.
   *
   * @throws Problem 400 for a cursor of another list or site
   */
  static @Nullable Place place(Request request, Cursor cursor, ListName list) {
    String text = request.query("cursor");
    if (text == null) {
      return null;
    }
    Place place = cursor.read(list, text);
    if (place == null) {
      throw ListReasons.CURSOR.problem();
    }
    return place;
  }
}
