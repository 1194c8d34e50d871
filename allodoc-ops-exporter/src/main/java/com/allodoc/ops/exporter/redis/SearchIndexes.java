package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The indexes of the search module, when that is asked for. Source: FT._LIST, and in a second round trip FT.INFO of each. */
final class SearchIndexes implements RedisCollector {
    private static final RedisCommand LIST =
            RedisCommand.of("+ft._list", "FT._LIST").when(info -> info.has("search_number_of_indexes"));
    private static final double MEBIBYTE = 1 << 20;

    private record Field(String name, double factor, Family family) {}

    private static final List<Field> FIELDS = fields("""
            gauge   | num_docs                    | num_docs | Documents in the index.
            gauge   | max_doc_id                  | max_doc_id | Highest number of a document.
            gauge   | num_terms                   | num_terms | Distinct terms.
            gauge   | num_records                 | num_records | Records.
            gauge   | inverted_sz_mb              | inverted_size_bytes | Bytes of the inverted index.
            gauge   | total_inverted_index_blocks | total_inverted_index_blocks | Blocks of all inverted indexes.
            gauge   | vector_index_sz_mb          | vector_index_size_bytes | Bytes of the vector index.
            gauge   | offset_vectors_sz_mb        | offset_vectors_size_bytes | Bytes of the offset vectors.
            gauge   | doc_table_size_mb           | doc_table_size_bytes | Bytes of the table of documents.
            gauge   | sortable_values_size_mb     | sortable_values_size_bytes | Bytes of sortable values.
            gauge   | key_table_size_mb           | key_table_size_bytes | Bytes of the table of keys.
            gauge   | tag_overhead_sz_mb          | tag_overhead_size_bytes | Bytes of bookkeeping for tags.
            gauge   | text_overhead_sz_mb         | text_overhead_size_bytes | Bytes of bookkeeping for text.
            gauge   | total_index_memory_sz_mb    | total_index_memory_size_bytes | Bytes of the index in all.
            gauge   | geoshapes_sz_mb             | geoshapes_size_bytes | Bytes of shapes.
            gauge   | records_per_doc_avg         | avg_per_doc_records | Records per document on average.
            gauge   | bytes_per_record_avg        | avg_per_record_bytes | Bytes per record on average.
            gauge   | offsets_per_term_avg        | avg_per_term_offsets | Offsets per term on average.
            gauge   | offset_bits_per_record_avg  | avg_per_record_offset_bits | Bits of offsets per record on average.
            gauge   | indexing                    | indexing | Whether the index is being built (1).
            gauge   | percent_indexed             | percent_indexed | How much of it is built, from 0 to 1.
            gauge   | hash_indexing_failures      | hash_indexing_failures | Documents that could not be indexed.
            counter | number_of_uses              | number_of_uses_total | How often it was used.
            gauge   | cleaning                    | cleaning | Whether it is being cleaned (1).
            """);

    private final RedisWatch watch;

    SearchIndexes(RedisWatch watch) {
        this.watch = watch;
    }

    private static List<Field> fields(String table) {
        List<Field> fields = new ArrayList<>();
        table.lines().forEach(line -> {
            String[] parts = line.split("\\|");
            String name = parts[1].strip();
            fields.add(new Field(
                    name,
                    name.endsWith("_mb") ? MEBIBYTE : 1,
                    new Family(
                            "redis_search_index_" + parts[2].strip(),
                            MetricType.valueOf(parts[0].strip().toUpperCase(Locale.ROOT)),
                            parts[3].strip(),
                            List.of("index_name"))));
        });
        return List.copyOf(fields);
    }

    @Override
    public String name() {
        return "search_indexes";
    }

    @Override
    public List<Family> families() {
        List<Family> families =
                new ArrayList<>(FIELDS.stream().map(Field::family).toList());
        families.add(RowLimit.DROPPED);
        return families;
    }

    @Override
    public List<RedisCommand> commands() {
        return watch.searchIndexes().isPresent() ? List.of(LIST) : List.of();
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) throws RedisException {
        Optional<Collected> withheld = session.withheld(LIST);
        if (withheld.isPresent()) {
            return withheld.get();
        }
        RowLimit limit = new RowLimit();
        List<RedisCommand> questions = session.reply(LIST).orElseThrow().list().stream()
                .flatMap(index -> index.text().stream())
                .filter(index ->
                        watch.searchIndexes().orElseThrow().matcher(index).find())
                .filter(index -> limit.admits())
                .map(index -> RedisCommand.of("+ft.info", "FT.INFO", index))
                .toList();
        SampleTable.Builder table = SampleTable.labelled("index_name");
        int[] columns =
                FIELDS.stream().mapToInt(field -> table.column(field.family())).toArray();
        for (RedisReply answer : session.exchange(questions)) {
            Map<String, RedisReply> values = answer.pairs();
            RedisReply name = values.get("index_name");
            if (name != null) {
                table.row(name.text().orElse(""));
                fill(table, columns, values);
            }
        }
        return Collected.of(table.build(), limit.dropped(name()));
    }

    private static void fill(SampleTable.Builder table, int[] columns, Map<String, RedisReply> values) {
        for (int i = 0; i < columns.length; i++) {
            Field field = FIELDS.get(i);
            RedisReply value = values.get(field.name());
            OptionalDouble number = value == null ? OptionalDouble.empty() : value.number();
            if (number.isPresent()) {
                table.set(columns[i], number.getAsDouble() * field.factor());
            }
        }
    }
}
