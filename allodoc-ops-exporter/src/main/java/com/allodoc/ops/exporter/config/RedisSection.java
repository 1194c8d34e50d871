package com.allodoc.ops.exporter.config;

import java.util.List;
import java.util.Optional;

/** One entry of {@code targets.redis}: an address in {@code url}, single settings, or both where they don't collide. */
final class RedisSection {
    private RedisSection() {}

    static Optional<RedisTarget> decode(YamlObject entry) {
        RedisDraft draft = new RedisDraft();
        Optional<String> name = entry.take("name").flatMap(v -> v.parse(TargetName::check));
        entry.take("url").ifPresent(v -> v.address().ifPresent(url -> draft.putUrl(url, v)));
        for (String key : List.of(RedisDraft.HOST, RedisDraft.USER)) {
            entry.take(key).ifPresent(v -> v.text().ifPresent(t -> draft.put(key, t, v)));
        }
        entry.take(RedisDraft.PORT)
                .ifPresent(v -> v.port().ifPresent(p -> draft.put(RedisDraft.PORT, Integer.toString(p), v)));
        entry.take(RedisDraft.PASSWORD)
                .ifPresent(v -> v.secret().ifPresent(s -> draft.put(RedisDraft.PASSWORD, s.reveal(), v)));
        for (String key : List.of(RedisDraft.TLS, RedisDraft.TLS_VERIFY, RedisDraft.CLUSTER)) {
            entry.take(key).ifPresent(v -> v.bool().ifPresent(b -> draft.put(key, b.toString(), v)));
        }
        for (String key : List.of(RedisDraft.TLS_CA, RedisDraft.TLS_CERTIFICATE, RedisDraft.TLS_KEY)) {
            entry.take(key).ifPresent(v -> v.file().ifPresent(p -> draft.put(key, p.toString(), v)));
        }
        RedisOptionsSection.decode(entry).ifPresent(draft::options);
        entry.finish();
        return draft.build(name, entry);
    }
}
