/**
 * Everything that talks to Redis. Entry points: {@link com.allodoc.ops.exporter.redis.RedisTarget} for a server,
 * {@link com.allodoc.ops.exporter.redis.RedisCluster} for all nodes of a cluster. One connection per server, one
 * pipelined round trip per scrape; keys are looked at beside it, by {@code KeyScanner}. To add an INFO field: one line in
 * the table of its section. To add a command: one file with a {@link com.allodoc.ops.exporter.redis.RedisCollector} that
 * names it, and one line in {@code RedisCollectors}; its right is then among those that {@code RedisGrants} prints. May
 * use {@code collect}, {@code sample}, slf4j, jedis and the JDK; nothing else.
 */
@NullMarked
package com.allodoc.ops.exporter.redis;

import org.jspecify.annotations.NullMarked;
