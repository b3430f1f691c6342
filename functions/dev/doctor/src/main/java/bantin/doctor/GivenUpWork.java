package bantin.doctor;

import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Counts the work that functions gave up after all tries. Reads no message. */
record GivenUpWork(Deployment deployment, SqsClient sqs) implements Check {
  private static final QueueAttributeName WAITING =
      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;

  @Override
  public String name() {
    return "given-up work";
  }

  @Override
  public String look(Faults faults) {
    Map<String, String> queues = deployment.some("AWS::SQS::Queue");
    queues.forEach(
        (id, address) -> {
          int waiting =
              Integer.parseInt(
                  sqs.getQueueAttributes(
                          request -> request.queueUrl(address).attributeNames(WAITING))
                      .attributes()
                      .getOrDefault(WAITING, "0"));
          if (waiting > 0) {
            faults.add(
                "the queue %s holds %d pieces of work".formatted(id, waiting),
                "aws sqs receive-message --queue-url "
                    + address
                    + " says which; see WorkWasGivenUp in OPERATING.md");
          }
        });
    return "none";
  }
}
