package gesso.ai.provider;

import java.time.Duration;

/** Why a provider gives nothing. The sentence is for the person who waits. */
public sealed interface Trouble {

    String sentence();

    /** Whether the same question may be answered in a while. */
    default boolean passes() {
        return false;
    }

    /** Nothing comes of these words, and the reason says what to do. */
    record Declined(String reason) implements Trouble {
        @Override
        public String sentence() {
            return reason;
        }
    }

    record Unauthorised() implements Trouble {
        @Override
        public String sentence() {
            return "The AI service does not accept the key of this installation; whoever runs it must"
                    + " give it another one.";
        }
    }

    record PaymentRequired() implements Trouble {
        @Override
        public String sentence() {
            return "The AI service wants to be paid before it goes on; whoever runs this installation"
                    + " must see to that.";
        }
    }

    /**
     * @param retryAfter when it may be asked again
     */
    record RateLimited(Duration retryAfter) implements Trouble {
        @Override
        public String sentence() {
            return "The AI service has too much to do; try again in %d seconds."
                    .formatted(Math.max(1, retryAfter.toSeconds()));
        }

        @Override
        public boolean passes() {
            return true;
        }
    }

    /** It cannot be reached, breaks off, or has a fault of its own. */
    record Unavailable() implements Trouble {
        @Override
        public String sentence() {
            return "The AI service cannot be reached at the moment; try again in a few minutes.";
        }

        @Override
        public boolean passes() {
            return true;
        }
    }

    record TimedOut() implements Trouble {
        @Override
        public String sentence() {
            return "The AI service took too long; try again, or ask for something smaller.";
        }
    }

    /** It refuses the question itself, which is a fault of ours or of its settings. */
    record Refused(int status) implements Trouble {
        @Override
        public String sentence() {
            return "The AI service does not take the request (%d); whoever runs this installation finds"
                            .formatted(status)
                    + " more in its log.";
        }
    }

    record UnknownModel(String model) implements Trouble {
        @Override
        public String sentence() {
            return "The AI service does not have the model “%s” that is set here.".formatted(model);
        }
    }

    /**
     * What came is no answer.
     *
     * @param why for logs; it holds nothing of what came
     */
    record Garbage(String why) implements Trouble {
        @Override
        public String sentence() {
            return "The AI service gave an answer that makes no app; say it in other words, or simpler.";
        }
    }

    record Cancelled() implements Trouble {
        @Override
        public String sentence() {
            return "It was cancelled.";
        }
    }
}
