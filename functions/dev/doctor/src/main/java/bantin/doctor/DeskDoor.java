package bantin.doctor;

import bantin.doctor.Site.Answer;

/** Tells whether the desk opens, and lets nobody in without signing in. */
record DeskDoor(Site site) implements Check {
  @Override
  public String name() {
    return "desk";
  }

  @Override
  public String look(Faults faults) {
    Answer desk = site.get("/admin");
    Answer door = site.get("/api/sign-in");
    if (desk.status() != 200 || !door.json().path("clientId").isTextual()) {
      faults.add(
          "the desk answers %d, its sign-in %d".formatted(desk.status(), door.status()),
          "read the log of ServeAssetsFunction, and deploy again");
    }
    int stranger = site.get("/api/admin/articles").status();
    if (stranger != 401) {
      faults.add(
          "the list of drafts answers %d to a stranger, not 401".formatted(stranger),
          "take the portal off the network until its routes have their authorizer: deploy again");
    }
    return "opens, and refuses strangers";
  }
}
