package gesso.chaos.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One change of one compiled class of the product. A change that finds nothing to change fails: the
 * product has moved on and the defect must be planted anew.
 */
record Plant(String className, Change change) {
    private static final ClassDesc SEAMS = ClassDesc.of("gesso.chaos.planted.Seams");

    /** Counts what it has changed. */
    interface Change {
        ClassTransform with(AtomicInteger changed);
    }

    /** Calls of a method, inside methods of the given name, go to {@link Seams}. */
    static Plant call(
            String className, String inside, String called, String seam, String descriptor) {
        return new Plant(
                className,
                changed ->
                        ClassTransform.transformingMethodBodies(
                                method -> method.methodName().stringValue().startsWith(inside),
                                (code, element) -> {
                                    if (element instanceof InvokeInstruction invoke
                                            && name(invoke).equals(called)) {
                                        code.invokestatic(
                                                SEAMS,
                                                seam,
                                                MethodTypeDesc.ofDescriptor(descriptor));
                                        changed.incrementAndGet();
                                    } else {
                                        code.with(element);
                                    }
                                }));
    }

    /** What the method gives back passes through {@link Seams}. */
    static Plant result(String className, String method, String seam, String descriptor) {
        return new Plant(
                className,
                changed ->
                        ClassTransform.transformingMethodBodies(
                                known -> known.methodName().equalsString(method),
                                (code, element) -> {
                                    if (element instanceof ReturnInstruction back
                                            && back.opcode() == Opcode.ARETURN) {
                                        code.invokestatic(
                                                SEAMS,
                                                seam,
                                                MethodTypeDesc.ofDescriptor(descriptor));
                                        changed.incrementAndGet();
                                    }
                                    code.with(element);
                                }));
    }

    /** The method does this and nothing else. */
    static Plant body(
            String className, String method, String descriptor, Consumer<CodeBuilder> body) {
        return new Plant(
                className,
                changed ->
                        ClassTransform.transformingMethodBodies(
                                known ->
                                        known.methodName().equalsString(method)
                                                && known.methodType()
                                                        .stringValue()
                                                        .endsWith(descriptor),
                                new CodeTransform() {
                                    @Override
                                    public void accept(
                                            CodeBuilder code,
                                            java.lang.classfile.CodeElement element) {}

                                    @Override
                                    public void atEnd(CodeBuilder code) {
                                        body.accept(code);
                                        changed.incrementAndGet();
                                    }
                                }));
    }

    private static String name(InvokeInstruction invoke) {
        var owner = invoke.owner().asInternalName();
        return owner.substring(owner.lastIndexOf('/') + 1) + "." + invoke.name().stringValue();
    }

    /** Writes the changed class below a folder of a class path. */
    void into(Path folder) {
        var file = className.replace('.', '/') + ".class";
        try (var in = Plant.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no class " + className);
            }
            var target = folder.resolve(file);
            // Several changes of one class follow one another.
            var bytes = Files.exists(target) ? Files.readAllBytes(target) : in.readAllBytes();
            var changed = new AtomicInteger();
            var classes = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG);
            var planted = classes.transformClass(classes.parse(bytes), change.with(changed));
            if (changed.get() == 0) {
                throw new IllegalStateException("nothing to change in " + className);
            }
            Files.createDirectories(target.getParent());
            Files.write(target, planted);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
