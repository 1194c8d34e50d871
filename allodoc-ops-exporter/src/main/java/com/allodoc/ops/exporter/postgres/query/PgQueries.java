package com.allodoc.ops.exporter.postgres.query;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.postgres.PgSession;
import java.util.ArrayList;
import java.util.List;

/** Every collector there is, cheap ones first. */
public final class PgQueries {

    /** About the server as a whole. */
    private static final List<Collector<PgSession>> OF_THE_SERVER = List.of(
            Postmaster.QUERY,
            Configuration.QUERY,
            StatDatabase.QUERY,
            Checksums.QUERY,
            FreezeAge.QUERY,
            DatabaseWraparound.QUERY,
            StatActivity.QUERY,
            StatActivityDetailed.QUERY,
            StatActivityAutovacuum.QUERY,
            Transactions.QUERY,
            LongRunningTransactions.QUERY,
            ProcessIdle.QUERY,
            WaitEvents.QUERY,
            Locks.QUERY,
            Blocking.QUERY,
            PreparedXacts.QUERY,
            StatSsl.QUERY,
            Roles.QUERY,
            Replication.QUERY,
            ReplicationSlots.QUERY,
            ReplicationSlotAliases.QUERY,
            StatReplication.QUERY,
            StatReplicationPid.QUERY,
            StatReplicationSlots.QUERY,
            StatWalReceiver.QUERY,
            StatSubscription.QUERY,
            StatSubscriptionStats.QUERY,
            StatArchiver.QUERY,
            ArchiveStatus.QUERY,
            Wal.QUERY,
            StatWal.QUERY,
            StatBgwriter.QUERY,
            StatCheckpointer.QUERY,
            StatIo.QUERY,
            StatSlru.QUERY,
            StatProgressVacuum.QUERY,
            StatProgressAnalyze.QUERY,
            StatProgressCluster.QUERY,
            StatProgressCreateIndex.QUERY,
            StatProgressBasebackup.QUERY,
            StatProgressCopy.QUERY,
            BuffercacheSummary.QUERY);

    /** About the tables, indexes and sequences of one database. */
    private static final List<Collector<PgSession>> OF_A_DATABASE = List.of(
            TableFreezeAge.QUERY,
            TableVacuum.QUERY,
            Indexes.QUERY,
            Sequences.QUERY,
            StatioUserTables.QUERY,
            StatUserTables.QUERY,
            StatioUserIndexes.QUERY,
            StatUserIndexes.QUERY,
            TableSizes.QUERY);

    private PgQueries() {}

    /**
     * All of them: those that are {@linkplain Collector#isOptional() optional} run when the configuration names them.
     * Made anew for every target: some remember its names.
     */
    public static List<Collector<PgSession>> standard() {
        List<Collector<PgSession>> all = new ArrayList<>();
        all.add(new Static());
        all.addAll(OF_THE_SERVER);
        all.add(new Settings());
        StatStatements statements = new StatStatements();
        all.add(statements);
        all.add(new StatementTexts(statements));
        all.add(Database.QUERY);
        all.add(Tablespaces.QUERY);
        all.addAll(OF_A_DATABASE);
        return List.copyOf(all);
    }
}
