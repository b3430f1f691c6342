package bantin.article;

import java.util.List;

/**
 * Publisher of the site, as the foot of each page names it. Any field may be empty.
 *
 * @param agency organisation that the site belongs to
 * @param responsible person who answers for the content
 * @param address postal address
 * @param copyright owner of the rights, with or without the sign ©
 */
public record Publisher(
    String agency,
    String responsible,
    String address,
    String telephone,
    String mail,
    String copyright) {
  public static final Publisher NONE = new Publisher("", "", "", "", "", "");

  /** All fields, in their order. */
  public List<String> texts() {
    return List.of(agency, responsible, address, telephone, mail, copyright);
  }
}
