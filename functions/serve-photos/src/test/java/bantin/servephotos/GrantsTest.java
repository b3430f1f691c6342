package bantin.servephotos;

import bantin.engines.GrantsProof;

/** The function's role grants exactly the accesses that its tests need. */
final class GrantsTest extends GrantsProof {
  GrantsTest() {
    super("ServePhotosFunction", ServePhotosHandlerTest.class);
  }
}
