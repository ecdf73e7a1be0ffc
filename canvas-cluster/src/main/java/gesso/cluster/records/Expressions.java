package gesso.cluster.records;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExprConverter;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import gesso.protocol.ai.SpecificationRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The Common Expression Language as people write it: {@code price * 2} is a product of numbers,
 * whole or not. No loops, no clock, bounded in length and depth, so that each evaluation ends soon
 * and the same anywhere.
 */
final class Expressions {
    private static final int DEPTH_MAX = 32;
    private static final String MODULO = "_%_";

    /** What gives whole numbers only. */
    private static final Set<String> COUNTS = Set.of("size", "int", MODULO);

    /** A pattern of a few characters can be a program of a thousand million steps. */
    private static final String PATTERN = "matches";

    private static final Set<String> ARITHMETIC = Set.of("_+_", "_-_", "_*_", "_/_", "-_");
    private static final Pattern NOISE =
            Pattern.compile(" \\(in container '[^']*'\\)| \\(candidates: .*\\)$|, expecting .*$");
    private static final Pattern EXPECTED = Pattern.compile(" expecting \\{.*}$");

    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .enableReservedIds(false)
                    .maxParseRecursionDepth(DEPTH_MAX)
                    .maxExpressionCodePointSize(SpecificationRules.CEL_MAX)
                    .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private final CelCompiler compiler;

    /**
     * @param names what expressions may speak of
     */
    Expressions(Map<String, CelType> names) {
        var builder =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.HAS);
        names.forEach(builder::addVar);
        compiler = builder.build();
    }

    sealed interface Compiled {

        /**
         * @param names of the variables in it
         * @param members of {@link Conditions#WHOLE} in it
         * @param type of what it gives, in the language's own words
         */
        record Good(Program program, Set<String> names, Set<String> members, String type)
                implements Compiled {}

        /** Why it is none, in a sentence with the place. */
        record Bad(String message) implements Compiled {}
    }

    Compiled compile(String source) {
        var parsed = compiler.parse(source);
        if (parsed.hasError()) {
            return bad(parsed);
        }
        try {
            if (hasPatterns(parsed.getAst())) {
                return new Compiled.Bad("cannot be read: there is no '" + PATTERN + "'");
            }
            var checked = compiler.check(counted(parsed.getAst()));
            if (checked.hasError()) {
                return bad(checked);
            }
            var tree = checked.getAst();
            return new Compiled.Good(
                    RUNTIME.createProgram(tree),
                    names(tree),
                    members(tree),
                    tree.getResultType().name());
        } catch (CelValidationException | CelEvaluationException defect) {
            return new Compiled.Bad("cannot be read: " + defect.getMessage());
        }
    }

    private static boolean hasPatterns(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .anyMatch(node ->
                        node.getKind() == Kind.CALL
                                && node.expr().call().function().equals(PATTERN));
    }

    /** Whole numbers count like others, except beside what is always whole, as a length. */
    private static CelAbstractSyntaxTree counted(CelAbstractSyntaxTree parsed) {
        var tree = CelMutableAst.fromCelAst(parsed);
        var whole =
                CelNavigableMutableAst.fromAst(tree)
                        .getRoot()
                        .allNodes()
                        .filter(node ->
                                node.getKind() == Kind.CONSTANT
                                        && node.expr().constant().getKind()
                                                == CelConstant.Kind.INT64_VALUE)
                        .filter(node -> node.parent().filter(Expressions::ofWhole).isEmpty())
                        .toList();
        for (var node : whole) {
            double number = node.expr().constant().int64Value();
            node.expr().setConstant(CelConstant.ofValue(number));
        }
        return CelAbstractSyntaxTree.newParsedAst(
                CelMutableExprConverter.fromMutableExpr(tree.expr()), parsed.getSource());
    }

    private static boolean ofWhole(CelNavigableMutableExpr parent) {
        return parent.getKind() == Kind.CALL
                && (isWhole(parent.expr())
                        || parent.expr().call().args().stream().anyMatch(Expressions::isWhole));
    }

    private static boolean isWhole(CelMutableExpr expression) {
        if (expression.getKind() != Kind.CALL) {
            return false;
        }
        var call = expression.call();
        return COUNTS.contains(call.function())
                || ARITHMETIC.contains(call.function())
                        && call.args().stream().anyMatch(Expressions::isWhole);
    }

    private static Set<String> names(CelAbstractSyntaxTree tree) {
        var names = new HashSet<String>();
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == Kind.IDENT)
                .forEach(node -> names.add(node.expr().ident().name()));
        return names;
    }

    private static Set<String> members(CelAbstractSyntaxTree tree) {
        var members = new HashSet<String>();
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == Kind.SELECT)
                .map(node -> node.expr().select())
                .filter(select ->
                        select.operand().getKind() == Kind.IDENT
                                && select.operand().ident().name().equals(Conditions.WHOLE))
                .forEach(select -> members.add(select.field()));
        return members;
    }

    private static Compiled.Bad bad(CelValidationResult result) {
        return new Compiled.Bad(sentence(result.getErrors()));
    }

    private static String sentence(List<CelIssue> issues) {
        var first = issues.getFirst();
        var text = EXPECTED.matcher(first.getMessage()).replaceAll("");
        return "cannot be read at character %d: %s"
                .formatted(
                        first.getSourceLocation().getColumn() + 1,
                        NOISE.matcher(text).replaceAll(""));
    }
}
