/**
 * Everything that talks to Redis. Entry point: {@link com.allodoc.ops.exporter.redis.RedisTarget}. One connection per
 * server, one pipelined round trip per scrape. To add an INFO field: one line in the table of its section. To add a
 * command: one file with a {@link com.allodoc.ops.exporter.redis.RedisCollector} that names it, and one line in
 * {@code RedisCollectors}. May use {@code collect}, {@code sample}, slf4j, jedis and the JDK; nothing else.
 */
@NullMarked
package com.allodoc.ops.exporter.redis;

import org.jspecify.annotations.NullMarked;
