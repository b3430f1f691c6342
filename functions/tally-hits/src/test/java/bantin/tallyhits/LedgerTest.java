package bantin.tallyhits;

import static bantin.tallyhits.ScriptedTable.busy;
import static bantin.tallyhits.ScriptedTable.cancelled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.visit.Amounts;
import bantin.visit.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Each pause of the ledger takes one second; nothing else takes time. */
class LedgerTest {
  private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final ScriptedTable table = new ScriptedTable();
  private final List<Integer> pauses = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final Ledger ledger = ledger(1);
  private Instant now = START;

  @Test
  void writesSumsAndACheckpointThatExpiresAfterSevenDays() {
    enter(entry(1, "a", "b"), entry(2, "b"));

    assertThat(table.items)
        .isEqualTo(
            Map.of(
                "checkpoint#shard",
                Map.of(
                    "tally", AttributeValue.fromS("checkpoint#shard"),
                    "sequence", AttributeValue.fromS("%040d".formatted(2)),
                    "expires", AttributeValue.fromN("1796007600")),
                "a#0",
                Map.of("tally", AttributeValue.fromS("a#0"), "n", AttributeValue.fromN("1")),
                "b#0",
                Map.of("tally", AttributeValue.fromS("b#0"), "n", AttributeValue.fromN("2"))));
    assertThat(table.transactions).containsExactly(List.of("checkpoint#shard", "a#0", "b#0"));
  }

  @Test
  void postponesTheExpiryWithEachStepOfTheCheckpoint() {
    enter(entry(1, "a"));
    now = START.plusSeconds(60);
    enter(entry(2, "a"));

    assertThat(table.items.get("checkpoint#shard"))
        .containsEntry("sequence", AttributeValue.fromS("%040d".formatted(2)))
        .containsEntry("expires", AttributeValue.fromN("1796007660"));
  }

  @Test
  void keepsEachShardInItsOwnSlot() {
    Ledger spread = ledger(3);
    for (String shard : List.of("polygenelubricants", "b", "c", "d")) {
      spread.enter(shard, List.of(entry(1, "a")), LIMIT, errors());
    }

    assertThat(table.transactions)
        .containsExactly(
            List.of("checkpoint#polygenelubricants", "a#1"),
            List.of("checkpoint#b", "a#2"),
            List.of("checkpoint#c", "a#0"),
            List.of("checkpoint#d", "a#1"));
  }

  @Test
  void skipsEntriesThatAreDeliveredAgain() {
    enter(entry(1, "a"), entry(2, "a"));
    enter(entry(1, "a"), entry(2, "a"));
    enter(entry(2, "a"), entry(3, "a"));

    assertThat(sum("a")).isEqualTo("3");
    assertThat(table.transactions).hasSize(2);
    assertThat(table.reads).isEqualTo(3);
  }

  static List<SdkException> passing() {
    return List.of(
        busy(),
        SdkClientException.create("Connection reset"),
        TransactionInProgressException.builder().statusCode(400).build(),
        InternalServerErrorException.builder().statusCode(500).build(),
        cancelled("None", "TransactionConflict"),
        cancelled("TransactionConflict", "None"),
        cancelled("None", "ThrottlingError"),
        TransactionCanceledException.builder().statusCode(400).build());
  }

  @ParameterizedTest
  @MethodSource("passing")
  void pausesAndTriesAgainAfterAFailureThatMayPass(SdkException failure) {
    table.thenFails(failure, failure);

    enter(entry(1, "a"));

    assertThat(sum("a")).isEqualTo("1");
    assertThat(pauses).containsExactly(1, 2);
    assertThat(table.reads).isEqualTo(1);
    assertThat(log).isEmpty();
  }

  static List<SdkException> lasting() {
    return List.of(
        ResourceNotFoundException.builder().statusCode(400).build(),
        (SdkException) DynamoDbException.builder().statusCode(499).build());
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void failsAtOnceIfTheFailureCannotPass(SdkException failure) {
    table.thenFails(failure);

    assertThatThrownBy(() -> enter(entry(1, "a"))).isSameAs(failure);
    assertThat(pauses).isEmpty();
    assertThat(table.items).isEmpty();
  }

  @Test
  void givesUpOnlyWhenTheLimitIsOver() {
    table.thenFails(busy(4)).thenFails(SdkClientException.create("The last one"));

    assertThatThrownBy(() -> enter(entry(1, "a"))).hasMessage("The last one");
    assertThat(pauses).containsExactly(1, 2, 3, 4);
    assertThat(now).isEqualTo(START.plusSeconds(4));
  }

  @Test
  void givesUpOnConflictsWhenTheLimitIsOver() {
    SdkException conflict = cancelled("None", "TransactionConflict");
    table.thenFails(conflict, conflict, conflict, conflict, conflict);

    assertThatThrownBy(() -> enter(entry(1, "a"))).isSameAs(conflict);
    assertThat(pauses).containsExactly(1, 2, 3, 4);
  }

  @Test
  void continuesFromCheckpointAfterGivingUp() {
    table.thenWrites().thenFails(busy(5));
    Entry[] entries = manyEntries();

    assertThatThrownBy(() -> enter(entries)).isInstanceOf(SdkException.class);
    assertThat(table.items).hasSize(1 + 99).containsKey("t99#0").doesNotContainKey("t100#0");
    enter(entries);
    assertThat(table.items).hasSize(1 + 150);
    assertThat(table.items.keySet().stream().filter(key -> key.startsWith("t")))
        .allSatisfy(key -> assertThat(sum(key.replace("#0", ""))).isEqualTo("1"));
  }

  @Test
  void countsTheTriesOfEachTransactionAlone() {
    table.thenFails(busy(2)).thenWrites().thenFails(busy());

    enter(manyEntries());

    assertThat(pauses).containsExactly(1, 2, 1);
    assertThat(table.items).hasSize(1 + 150);
  }

  @Test
  void readsTheCheckpointAgainAfterAnotherWriterMovedIt() {
    table.then(request -> ledger(1).enter("shard", List.of(entry(1, "a")), LIMIT, errors()));

    enter(entry(1, "a"), entry(2, "a"));

    assertThat(sum("a")).isEqualTo("2");
    assertThat(table.reads).isEqualTo(3);
    assertThat(table.transactions).hasSize(3);
    assertThat(pauses).isEmpty();
  }

  @Test
  void countsOnceIfTheAnswerOfATransactionIsLost() {
    table.then(
        request -> {
          table.transactWriteItems(request);
          throw SdkClientException.create("Connection reset before the answer");
        });

    enter(entry(1, "a"));

    assertThat(sum("a")).isEqualTo("1");
    assertThat(pauses).containsExactly(1);
    assertThat(table.reads).isEqualTo(2);
  }

  @Test
  void leavesOutTalliesThatRefuseTheirAmountsAndReportsEach() {
    table.thenFails(
        cancelled("None", "None", "ValidationError", "None", "TransactionConflict"),
        cancelled("None", "ValidationError", "None", "ValidationError"));

    enter(entry(1, "a", "b", "c", "d"));

    assertThat(table.transactions)
        .containsExactly(
            List.of("checkpoint#shard", "a#0", "b#0", "c#0", "d#0"),
            List.of("checkpoint#shard", "a#0", "c#0", "d#0"),
            List.of("checkpoint#shard", "c#0"));
    assertThat(table.items).containsOnlyKeys("checkpoint#shard", "c#0");
    assertThat(pauses).isEmpty();
    assertThat(log).hasSize(3);
    assertThat(log.get(0)).contains("\"Tally b refuses {n=1}: because\"", "\"RefusedTallies\":1");
    assertThat(log.get(1)).contains("\"Tally a refuses {n=1}: because\"");
    assertThat(log.get(2)).contains("\"Tally d refuses {n=1}: because\"");
  }

  @Test
  void leavesARefusingTallyOutOfTheFurtherTransactions() {
    table.thenFails(cancelled("None", "ValidationError"));
    Entry[] entries = manyEntries();
    entries[149] = entry(150, "t1", "t150");

    enter(entries);

    assertThat(table.transactions).hasSize(3);
    assertThat(table.transactions.get(2)).contains("t100#0", "t150#0").doesNotContain("t1#0");
    assertThat(table.items).hasSize(1 + 149).doesNotContainKey("t1#0");
    assertThat(log).hasSize(1);
  }

  @Test
  void pausesAfterAConflictThatFollowsARefusal() {
    table.thenFails(
        cancelled("None", "ValidationError", "None"), cancelled("None", "TransactionConflict"));

    enter(entry(1, "a", "b"));

    assertThat(table.items).containsOnlyKeys("checkpoint#shard", "b#0");
    assertThat(pauses).hasSize(1);
    assertThat(log).hasSize(1);
  }

  @Test
  void rehearsesWithoutAWrite() {
    assertThatCode(() -> ledger.rehearse(entry(1, "a"))).doesNotThrowAnyException();

    assertThat(table.items).isEmpty();
    assertThat(table.reads).isEqualTo(1);
    assertThat(table.transactions).containsExactly(List.of("checkpoint#none", "a#0"));
  }

  @Test
  void failsTheRehearsalIfItsEntryIsWritten() {
    table.items.put(
        "checkpoint#none",
        Map.of(
            "tally", AttributeValue.fromS("checkpoint#none"),
            "sequence", AttributeValue.fromS("nowhere")));

    assertThatThrownBy(() -> ledger.rehearse(entry(1, "a")))
        .hasMessage("The rehearsal wrote its entry");
  }

  @Test
  void failsTheRehearsalIfTheTableIsBusy() {
    SdkException conflict = cancelled("None", "TransactionConflict");
    table.thenFails(conflict);

    assertThatThrownBy(() -> ledger.rehearse(entry(1, "a"))).isSameAs(conflict);
    assertThat(pauses).isEmpty();
  }

  private Ledger ledger(int slots) {
    return new Ledger(
        table,
        "Tallies",
        slots,
        tries -> {
          pauses.add(tries);
          now = now.plusSeconds(1);
        },
        () -> now);
  }

  private void enter(Entry... entries) {
    ledger.enter("shard", List.of(entries), LIMIT, errors());
  }

  private ErrorLog errors() {
    return new ErrorLog(Invocation.context(0, log::add));
  }

  private static Entry entry(int number, String... tallies) {
    Amounts amounts = new Amounts();
    Arrays.stream(tallies).forEach(tally -> amounts.add(new Tally(tally, null), "n", 1));
    return new Entry("%040d".formatted(number), amounts);
  }

  /** Entries that add to a tally each, more than one transaction holds. */
  private static Entry[] manyEntries() {
    return IntStream.rangeClosed(1, 150)
        .mapToObj(number -> entry(number, "t" + number))
        .toArray(Entry[]::new);
  }

  private String sum(String tally) {
    AttributeValue sum = table.items.getOrDefault(tally + "#0", Map.of()).get("n");
    return sum == null ? "none" : sum.n();
  }
}
