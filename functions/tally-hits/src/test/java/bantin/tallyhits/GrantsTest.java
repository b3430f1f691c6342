package bantin.tallyhits;

import bantin.engines.GrantsProof;

/** The function's role grants exactly the accesses that its tests need. */
final class GrantsTest extends GrantsProof {
  GrantsTest() {
    super("TallyHitsFunction", TallyHitsHandlerTest.class);
  }
}
