package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Supplier;

/** Folder with all data of the portal, locked for one portal at a time. */
final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lock;

  /**
   * @throws StartException if the folder cannot be written, or another portal uses it
   */
  DataFolder(Path folder) {
    this.folder = folder.toAbsolutePath();
    try {
      Files.createDirectories(this.folder);
      lock =
          FileChannel.open(
              this.folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StartException("The folder " + this.folder + " cannot be written.", e);
    }
    if (!locked()) {
      close();
      throw new StartException(
          "Another portal works on " + this.folder + ": end it, or set DATA to another folder.");
    }
  }

  private boolean locked() {
    try {
      FileLock held = lock.tryLock();
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      throw new StartException("The folder " + folder + " cannot be locked.", e);
    }
  }

  Path path() {
    return folder;
  }

  Path database() {
    return folder.resolve("dynamodb");
  }

  Path buckets() {
    return folder.resolve("photos");
  }

  boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  /** Returns a file's content. Creates a missing file from the supplier. */
  String keep(String name, Supplier<String> first) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      write(file, first.get());
    }
    return Files.readString(file, UTF_8);
  }

  /** Returns a random id that stays the same, in place of the id of AWS's stack. */
  String stackId() throws IOException {
    return keep("stack", () -> UUID.randomUUID().toString());
  }

  /** Writes a file atomically. */
  static void write(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text, UTF_8);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StartException("The folder " + folder + " cannot be let go of.", e);
    }
  }
}
