package gesso.ai.provider;

import gesso.protocol.ai.AppSpecification;
import java.util.List;

/**
 * What a generator can be asked. No call waits and no call fails: what goes wrong is an {@link
 * Answered.Bad}. A specification that is answered holds; code is a text that nobody has checked.
 */
public interface Provider {

    /** As {@link gesso.protocol.ai.Maker#provider()} has it. */
    String name();

    Asked<AppSpecification> specify(String prompt);

    /** The same app with what the words ask for. */
    Asked<AppSpecification> refine(AppSpecification specification, String words);

    Asked<String> write(AppSpecification specification);

    /**
     * Code that breaks no such rule any more.
     *
     * @param rules their ids alone; nothing that the code has said itself goes back to a model
     */
    Asked<String> repair(AppSpecification specification, String code, List<String> rules);
}
