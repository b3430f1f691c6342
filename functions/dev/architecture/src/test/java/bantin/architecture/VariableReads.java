package bantin.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables that a function reads. The names come from the {@code System.getenv} calls
 * that can be reached from its handler, in its own classes and in the nouns'. A noun's method
 * counts only if the function calls it.
 */
final class VariableReads {
  /** Prefix that stands for a variable whose name is computed. */
  static final String UNKNOWN = "a name computed in ";

  private record Method(String owner, String name, String type) {}

  private final Map<String, ClassModel> classes = new HashMap<>();
  private final Set<Method> entered = new HashSet<>();
  private final Deque<Method> open = new ArrayDeque<>();
  private final Set<String> names = new TreeSet<>();

  private VariableReads(List<Path> folders) {
    for (Path folder : folders) {
      read(folder);
    }
  }

  private void read(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        ClassModel model = ClassFile.of().parse(file);
        classes.put(model.thisClass().asInternalName(), model);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lists the variables that a function reads.
   *
   * @param folders folders of class files: the function's and the nouns'
   * @param handler internal name of the handler, such as {@code bantin/counthit/CountHitHandler}
   */
  static Set<String> of(List<Path> folders, String handler) {
    VariableReads reads = new VariableReads(folders);
    for (String type = handler; type != null && reads.classes.containsKey(type); ) {
      reads.enterAll(type);
      type = reads.parent(type);
    }
    while (!reads.open.isEmpty()) {
      reads.follow(reads.open.remove());
    }
    return reads.names;
  }

  private void enterAll(String type) {
    ClassModel model = classes.get(type);
    if (model != null) {
      for (MethodModel method : model.methods()) {
        enter(
            new Method(type, method.methodName().stringValue(), method.methodType().stringValue()));
      }
    }
  }

  private void enter(Method method) {
    if (classes.containsKey(method.owner) && entered.add(method)) {
      open.add(method);
    }
  }

  private void follow(Method method) {
    enter(new Method(method.owner, "<clinit>", "()V"));
    ClassModel model = classes.get(method.owner);
    if (model == null) {
      return;
    }
    for (MethodModel candidate : model.methods()) {
      if (candidate.methodName().equalsString(method.name)
          && candidate.methodType().equalsString(method.type)) {
        candidate
            .code()
            .ifPresent(
                code -> {
                  List<Instruction> body = new ArrayList<>();
                  for (CodeElement element : code) {
                    if (element instanceof Instruction instruction) {
                      body.add(instruction);
                    }
                  }
                  follow(method, body);
                });
      }
    }
  }

  private void follow(Method in, List<Instruction> body) {
    for (int i = 0; i < body.size(); i++) {
      Instruction at = body.get(i);
      if (at instanceof InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        if (owner.equals("java/lang/System") && name.equals("getenv")) {
          boolean byName = call.type().equalsString("(Ljava/lang/String;)Ljava/lang/String;");
          String variable = string(body, byName ? i - 1 : i + 1);
          names.add(variable == null ? UNKNOWN + in.owner + "." + in.name : variable);
        } else {
          call(owner, name, call.type().stringValue());
        }
      } else if (at instanceof InvokeDynamicInstruction dynamic) {
        for (ConstantDesc argument : dynamic.bootstrapArgs()) {
          if (argument instanceof DirectMethodHandleDesc handle) {
            String owner = handle.owner().descriptorString();
            call(
                owner.substring(1, owner.length() - 1),
                handle.methodName(),
                handle.lookupDescriptor());
          }
        }
      } else if (at instanceof FieldInstruction field) {
        enter(new Method(field.owner().asInternalName(), "<clinit>", "()V"));
      } else if (at instanceof NewObjectInstruction made) {
        String type = made.className().asInternalName();
        if (isCalledFromOutside(type)) {
          enterAll(type);
        }
      }
    }
  }

  private static @Nullable String string(List<Instruction> body, int at) {
    return at >= 0
            && at < body.size()
            && body.get(at) instanceof ConstantInstruction constant
            && constant.constantValue() instanceof String text
        ? text
        : null;
  }

  /** Enters every method that a call may reach, in the owner, a supertype or a subtype. */
  private void call(String owner, String name, String type) {
    if (!classes.containsKey(owner)) {
      return;
    }
    for (String candidate : classes.keySet()) {
      if (isA(candidate, owner) || isA(owner, candidate)) {
        enter(new Method(candidate, name, type));
      }
    }
  }

  private boolean isA(@Nullable String type, String ancestor) {
    if (type == null || type.equals(ancestor)) {
      return type != null;
    }
    ClassModel model = classes.get(type);
    return model != null
        && (isA(parent(type), ancestor)
            || model.interfaces().stream()
                .anyMatch(entry -> isA(entry.asInternalName(), ancestor)));
  }

  /**
   * Tells if the type has a supertype from outside the project, through which other code may call
   * it.
   */
  private boolean isCalledFromOutside(String type) {
    ClassModel model = classes.get(type);
    if (model == null) {
      return false;
    }
    String parent = parent(type);
    return model.interfaces().stream()
            .anyMatch(entry -> !classes.containsKey(entry.asInternalName()))
        || (parent != null
            && !Set.of("java/lang/Object", "java/lang/Record", "java/lang/Enum").contains(parent)
            && (!classes.containsKey(parent) || isCalledFromOutside(parent)));
  }

  private @Nullable String parent(String type) {
    ClassModel model = classes.get(type);
    return model == null
        ? null
        : model.superclass().map(entry -> entry.asInternalName()).orElse(null);
  }
}
