package bantin.stories;

import bantin.engines.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names of the query parameters and headers that a module reads, from its compiled calls of {@code
 * Request.query} and {@code Request.header}. A call whose name is computed is listed in {@code
 * computed}, so that no parameter is missed.
 *
 * @param computed methods that read a parameter by a computed name
 */
record Parameters(Set<String> queries, Set<String> headers, Set<String> computed) {
  private static final String REQUEST = "bantin/http/Request";

  /** Method that repeats every sent parameter in a link, whatever its name. */
  private static final String REPEATS = "bantin/page/Frame.switchPath";

  /**
   * Reads a module's compiled classes.
   *
   * @param module folder such as {@code list-articles} or {@code lib/page}
   */
  static Parameters of(String module) {
    Parameters found = new Parameters(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    Path classes = functions().resolve(module).resolve("target/classes");
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        for (MethodModel method : ClassFile.of().parse(file).methods()) {
          found.read(method);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Reads the parameters of all nouns, since a function may use any noun. */
  static Parameters ofNouns() {
    Parameters all = new Parameters(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    try (Stream<Path> nouns = Files.list(functions().resolve("lib"))) {
      for (Path noun : nouns.filter(folder -> Files.isDirectory(folder.resolve("src"))).toList()) {
        all.add(of("lib/" + noun.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  Parameters add(Parameters others) {
    queries.addAll(others.queries);
    headers.addAll(others.headers);
    computed.addAll(others.computed);
    return this;
  }

  private static Path functions() {
    Path file = Template.read().file().toAbsolutePath();
    return Objects.requireNonNull(file.getParent()).resolve("functions");
  }

  private void read(MethodModel method) {
    List<Instruction> body = new ArrayList<>();
    method
        .code()
        .ifPresent(
            code -> {
              for (CodeElement element : code) {
                if (element instanceof Instruction instruction) {
                  body.add(instruction);
                }
              }
            });
    String owner = method.parent().map(parent -> parent.thisClass().asInternalName()).orElse("");
    String in = owner + "." + method.methodName().stringValue();
    for (int i = 1; i < body.size(); i++) {
      if (body.get(i) instanceof InvokeInstruction call
          && call.owner().asInternalName().equals(REQUEST)
          && call.type().stringValue().startsWith("(Ljava/lang/String;)")) {
        String called = call.name().stringValue();
        String name = literal(body.get(i - 1));
        if (called.equals("query") || called.equals("header")) {
          if (name != null) {
            (called.equals("query") ? queries : headers).add(name);
          } else if (!in.equals(REPEATS)) {
            computed.add(in);
          }
        }
      }
    }
  }

  private static @Nullable String literal(Instruction at) {
    return at instanceof ConstantInstruction constant
            && constant.constantValue() instanceof String text
        ? text
        : null;
  }
}
