package gesso.cluster.live;

import gesso.protocol.Json;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.ReadReply;
import java.util.SortedMap;

/** The shell around {@link LedgerRules}. */
final class Ledger extends LiveEntity<SortedMap<String, String>, LedgerRules.Put> {
    Ledger(Parts<SortedMap<String, String>, LedgerRules.Put> parts) {
        super(parts);
    }

    @Override
    protected void read(EntityMessage.Read read) {
        read.replyTo()
                .tell(new ReadReply.State(held().revision(), held().at(), Json.tree(state())));
    }

    @Override
    protected EntityUpdate.State fresh() {
        return new EntityUpdate.State("ledger", held().revision(), held().at(), Json.tree(state()));
    }
}
