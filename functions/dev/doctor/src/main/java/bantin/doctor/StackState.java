package bantin.doctor;

/** Tells whether the last deployment ended well. */
record StackState(Deployment deployment) implements Check {
  @Override
  public String name() {
    return "stack";
  }

  @Override
  public String look(Faults faults) {
    String status = deployment.status();
    String stack = deployment.name();
    switch (status) {
      case "CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE" -> {}
      case "UPDATE_ROLLBACK_COMPLETE" ->
          faults.add(
              "the last deployment failed and was undone; the version before it is running",
              "aws cloudformation describe-stack-events --stack-name "
                  + stack
                  + " says why; mend the cause, then "
                  + deployment.deploy());
      case "UPDATE_ROLLBACK_FAILED" ->
          faults.add(
              "the last deployment failed, and undoing it failed too", afterFailure(status, stack));
      case "CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED" ->
          faults.add(
              "the stack is in the state " + status + " and serves nothing",
              afterFailure(status, stack) + ", then deploy as for the first time");
      default ->
          faults.unseen(
              "a deployment is under way (" + status + "): run the doctor again after it");
    }
    return status;
  }

  /**
   * The way out of a state that takes no deployment. A stack that was rolled back whole has nothing
   * left; others may hold tables and people that are protected.
   */
  static String afterFailure(String status, String stack) {
    return switch (status) {
      case "UPDATE_ROLLBACK_FAILED" ->
          "aws cloudformation continue-update-rollback --stack-name " + stack;
      case "ROLLBACK_COMPLETE" -> "aws cloudformation delete-stack --stack-name " + stack;
      default ->
          "lift the protection of tables and people as under \"A failed stack\" in OPERATING.md, aws"
              + " cloudformation delete-stack --stack-name "
              + stack
              + ", and delete what it leaves behind";
    };
  }
}
