package bantin.managepeople;

import bantin.engines.GrantsProof;

/** The function's role grants exactly the accesses that its tests need. */
final class GrantsTest extends GrantsProof {
  GrantsTest() {
    super("ManagePeopleFunction", ManagePeopleHandlerTest.class);
  }
}
