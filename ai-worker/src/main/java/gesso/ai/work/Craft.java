package gesso.ai.work;

import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.CodeReport;
import gesso.protocol.ai.Failure;
import gesso.protocol.ai.Maker;
import gesso.protocol.ai.Picture;
import gesso.protocol.ai.TestReport;
import gesso.protocol.generation.Generation;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The steps of making an app, each on its own. A stage that fails is tried again; whatever is a
 * person's or a model's fault is an outcome.
 */
public interface Craft {

    /** What somebody or something has made, or why there is nothing. */
    sealed interface Made<T> {
        record Good<T>(T value, Maker maker) implements Made<T> {}

        record Bad<T>(Failure failure) implements Made<T> {}
    }

    /**
     * @param code of these bytes
     */
    record Code(String code) {}

    /**
     * @param pictures of what it drew, as far as there is room
     */
    record Tested(TestReport report, List<Picture> pictures) {}

    /** Of the prompt, or of the newest specification and the words of the version. */
    CompletionStage<Made<AppSpecification>> specify(String id, Generation generation);

    /** Code for the newest version's specification. */
    CompletionStage<Made<Code>> write(String id, Generation generation);

    CompletionStage<CodeReport> check(String code, AppSpecification specification);

    CompletionStage<Tested> test(String code, AppSpecification specification);
}
