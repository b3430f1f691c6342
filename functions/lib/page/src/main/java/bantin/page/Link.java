package bantin.page;

/**
 * @param path on this site, or an absolute address; not percent-encoded
 * @param text as readers see it
 */
public record Link(String path, String text) {}
