package bantin.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Extension that passes the same newspaper to every test class, because it takes some seconds to
 * start.
 */
final class SharedNewspaper implements ParameterResolver {
  private record OpenNewspaper(Newspaper newspaper) implements AutoCloseable {
    static OpenNewspaper open() {
      try {
        return new OpenNewspaper(Newspaper.openAtNoon(Files.createTempDirectory("ban-tin")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      newspaper.close();
      delete(newspaper.data());
    }
  }

  static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Newspaper.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedNewspaper.class))
        .computeIfAbsent(OpenNewspaper.class, type -> OpenNewspaper.open(), OpenNewspaper.class)
        .newspaper();
  }
}
