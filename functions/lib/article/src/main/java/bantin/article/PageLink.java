package bantin.article;

/**
 * Link to a fixed page from every page.
 *
 * @param path address of the page on this site
 * @param title as readers see it in the link
 * @param inMenu whether it stands in the menu; otherwise at the foot
 */
public record PageLink(ArticleId id, String path, String title, boolean inMenu) {}
