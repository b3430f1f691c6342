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
              "the last deployment failed, and undoing it failed too",
              "aws cloudformation continue-update-rollback --stack-name " + stack);
      case "CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED" ->
          faults.add(
              "the stack is in the state " + status + " and serves nothing",
              "aws cloudformation delete-stack --stack-name "
                  + stack
                  + ", then deploy as for the first time");
      default ->
          faults.unseen(
              "a deployment is under way (" + status + "): run the doctor again after it");
    }
    return status;
  }
}
