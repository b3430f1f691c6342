package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.StreamSource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Mapping of a table's stream to a function, with Lambda's rules. Every shard is read in order and
 * in batches, after its parent shard, within tumbling windows. A failed batch is tried again, and
 * halved if the template says so. The records behind it wait.
 *
 * <p>The position of each shard is kept on disk. A restart continues after the last acknowledged
 * batch; a batch without acknowledgement comes again.
 */
final class StreamPump implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(150);
  private static final Duration SHARD_INTERVAL = Duration.ofSeconds(2);
  private static final Duration MIN_PAUSE = Duration.ofMillis(100);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final StreamSource source;
  private final String stream;
  private final DynamoDbStreamsClient client;
  private final String name;
  private final Target target;
  private final Positions positions;
  private final PrintStream log;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** Receiver of the events. */
  interface Target {
    RuntimeApi.Result invoke(byte[] event, Duration timeout) throws InterruptedException;
  }

  /**
   * @param name the function's name, for the log
   */
  StreamPump(
      StreamSource source,
      String stream,
      DynamoDbStreamsClient client,
      String name,
      Target target,
      Positions positions,
      PrintStream log) {
    this.source = source;
    this.stream = stream;
    this.client = client;
    this.name = name;
    this.target = target;
    this.positions = positions;
    this.log = log;
  }

  void start() {
    threads.execute(this::lookForShards);
  }

  private void lookForShards() {
    try {
      do {
        try {
          List<Shard> shards = shards();
          for (Shard shard : shards) {
            if (mayStart(shard, shards) && running.add(shard.shardId())) {
              threads.execute(() -> pump(shard.shardId()));
            }
          }
        } catch (SdkException e) {
          log.println("The stream of " + source.table() + " cannot be read: " + e.getMessage());
        }
      } while (!stopping.await(SHARD_INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      // The pump was closed while it asked for shards.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Shard> shards() {
    List<Shard> shards = new ArrayList<>();
    String last = null;
    do {
      String from = last;
      var page =
          client
              .describeStream(r -> r.streamArn(stream).exclusiveStartShardId(from))
              .streamDescription();
      shards.addAll(page.shards());
      last = page.lastEvaluatedShardId();
    } while (last != null);
    return shards;
  }

  private boolean mayStart(Shard shard, List<Shard> shards) {
    String parent = shard.parentShardId();
    boolean parentIsThere =
        shards.stream().anyMatch(candidate -> candidate.shardId().equals(parent));
    return !positions.isDone(shard.shardId()) && (!parentIsThere || positions.isDone(parent));
  }

  private void pump(String shard) {
    try {
      new ShardPump(shard).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SdkException | IOException e) {
      if (stopping.getCount() > 0) {
        log.println("The stream of " + source.table() + " is read anew: " + e.getMessage());
      }
    } finally {
      running.remove(shard);
    }
  }

  /** One shard, from its kept position to its end. */
  private final class ShardPump {
    private final String shard;
    private @Nullable Instant window;
    private JsonNode state = Hosted.JSON.createObjectNode();

    ShardPump(String shard) {
      this.shard = shard;
    }

    void run() throws InterruptedException, IOException {
      String iterator = iterator();
      List<Record> batch = new ArrayList<>();
      long firstSeen = 0;
      while (stopping.getCount() > 0) {
        if (iterator != null) {
          try {
            String from = iterator;
            int room = Math.min(1000, source.batchSize() - batch.size());
            GetRecordsResponse got = client.getRecords(r -> r.shardIterator(from).limit(room));
            if (batch.isEmpty() && !got.records().isEmpty()) {
              firstSeen = System.nanoTime();
            }
            batch.addAll(got.records());
            iterator = got.nextShardIterator();
          } catch (ExpiredIteratorException e) {
            batch.clear();
            iterator = iterator();
            continue;
          }
        }
        long waited = System.nanoTime() - firstSeen;
        boolean due =
            batch.size() >= source.batchSize()
                || iterator == null
                || waited >= Duration.ofSeconds(source.batchingWindowSeconds()).toNanos();
        if (!batch.isEmpty() && due) {
          handOver(batch);
          batch = new ArrayList<>();
        } else {
          closeEndedWindow();
          if (batch.isEmpty() && iterator == null) {
            closeWindow();
            positions.done(shard);
            return;
          }
          stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    }

    private String iterator() {
      String position = positions.of(shard);
      if (position != null) {
        try {
          return client
              .getShardIterator(
                  r ->
                      r.streamArn(stream)
                          .shardId(shard)
                          .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                          .sequenceNumber(position))
              .shardIterator();
        } catch (TrimmedDataAccessException e) {
          log.println("Records of " + source.table() + "'s stream have expired unread.");
        }
      }
      ShardIteratorType type =
          position == null
              ? ShardIteratorType.fromValue(source.startingPosition())
              : ShardIteratorType.TRIM_HORIZON;
      return client
          .getShardIterator(r -> r.streamArn(stream).shardId(shard).shardIteratorType(type))
          .shardIterator();
    }

    /** Hands records over, and cuts a batch at the end of a window. */
    private void handOver(List<Record> batch) throws InterruptedException, IOException {
      List<Record> part = new ArrayList<>();
      for (Record record : batch) {
        Instant recordWindow = windowOf(record.dynamodb().approximateCreationDateTime());
        if (window != null && recordWindow != null && recordWindow.isAfter(window)) {
          deliver(part);
          part = new ArrayList<>();
          closeWindow();
        }
        if (window == null) {
          window = recordWindow;
        }
        part.add(record);
      }
      deliver(part);
    }

    private @Nullable Instant windowOf(Instant time) {
      int seconds = source.tumblingWindowSeconds();
      return seconds == 0
          ? null
          : Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    private void closeEndedWindow() throws InterruptedException, IOException {
      Instant now = windowOf(Instant.now());
      if (window != null && now != null && now.isAfter(window)) {
        closeWindow();
      }
    }

    private void closeWindow() throws InterruptedException, IOException {
      if (window != null && deliver(List.of(), true)) {
        window = null;
        state = Hosted.JSON.createObjectNode();
      }
    }

    private void deliver(List<Record> records) throws InterruptedException, IOException {
      if (!records.isEmpty() && deliver(records, false)) {
        positions.keep(shard, records.get(records.size() - 1).dynamodb().sequenceNumber());
      }
    }

    /**
     * Hands records over until the function accepts them or the retries are used up.
     *
     * @return false if the portal stops first
     */
    private boolean deliver(List<Record> records, boolean last)
        throws InterruptedException, IOException {
      Duration pause = MIN_PAUSE;
      for (int tried = 0; stopping.getCount() > 0; tried++) {
        RuntimeApi.Result result =
            target.invoke(event(records, last).toString().getBytes(UTF_8), TIMEOUT);
        if (result.outcome() == RuntimeApi.Outcome.RESPONSE) {
          keepState(result);
          return true;
        }
        if (source.retries() >= 0 && tried >= source.retries()) {
          log.println(name + " is given up on " + records.size() + " records.");
          return true;
        }
        if (tried == 0) {
          log.println(
              name
                  + " failed on "
                  + records.size()
                  + " records; they are tried again: "
                  + result.outcome()
                  + " "
                  + result.text());
        }
        if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return false;
        }
        pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
        if (source.bisectOnError() && records.size() > 1) {
          int half = records.size() / 2;
          List<Record> first = records.subList(0, half);
          deliver(first);
          return stopping.getCount() > 0 && deliver(records.subList(half, records.size()), last);
        }
      }
      return false;
    }

    private void keepState(RuntimeApi.Result result) throws IOException {
      if (result.payload().length > 0) {
        JsonNode given = Hosted.JSON.readTree(result.payload()).path("state");
        state = given.isObject() ? given : Hosted.JSON.createObjectNode();
      }
    }

    private ObjectNode event(List<Record> records, boolean last) {
      ObjectNode event = Hosted.JSON.createObjectNode();
      ArrayNode list = event.putArray("Records");
      records.forEach(record -> list.add(StreamRecords.json(record, stream)));
      if (window != null) {
        ObjectNode bounds = event.putObject("window");
        bounds.put("start", window.toString());
        bounds.put("end", window.plusSeconds(source.tumblingWindowSeconds()).toString());
        event.set("state", state);
        event.put("shardId", shard);
        event.put("eventSourceARN", stream);
        event.put("isFinalInvokeForWindow", last);
        event.put("isWindowTerminatedEarly", false);
      }
      return event;
    }
  }

  /** Waits briefly for invocations under way. */
  @Override
  public void close() {
    stopping.countDown();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Positions of a stream's shards. */
  interface Positions {
    /** Returns the sequence number of the last handled record, or null. */
    @Nullable String of(String shard);

    boolean isDone(String shard);

    void keep(String shard, String sequenceNumber) throws IOException;

    /** Marks a shard as closed and read to its end. */
    void done(String shard) throws IOException;
  }

  /** Opens positions in a file, which each change replaces. */
  static Positions in(Path file, String stream) throws IOException {
    return new FilePositions(file, stream);
  }

  /** Positions in one file. Positions of another stream than the file's are forgotten. */
  private static final class FilePositions implements Positions {
    private static final String DONE = "done";
    private final Path file;
    private final String stream;
    private final Map<String, String> byShard = new ConcurrentHashMap<>();

    FilePositions(Path file, String stream) throws IOException {
      this.file = file;
      this.stream = stream;
      if (Files.exists(file)) {
        JsonNode kept = Hosted.JSON.readTree(file.toFile());
        if (kept.path("stream").asText().equals(stream)) {
          kept.path("shards")
              .properties()
              .forEach(shard -> byShard.put(shard.getKey(), shard.getValue().asText()));
        }
      }
    }

    @Override
    public @Nullable String of(String shard) {
      return byShard.get(shard);
    }

    @Override
    public boolean isDone(String shard) {
      return DONE.equals(byShard.get(shard));
    }

    @Override
    public void keep(String shard, String sequenceNumber) throws IOException {
      byShard.put(shard, sequenceNumber);
      write();
    }

    @Override
    public void done(String shard) throws IOException {
      keep(shard, DONE);
    }

    private synchronized void write() throws IOException {
      ObjectNode stored = Hosted.JSON.createObjectNode();
      stored.put("stream", stream);
      ObjectNode shards = stored.putObject("shards");
      byShard.forEach(shards::put);
      DataFolder.write(file, stored.toString());
    }
  }
}
