package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The size of the snapshot's file, for a server on this machine. Source: CONFIG GET dir and dbfilename, and the file. */
final class RdbFile implements RedisCollector {
    private static final Family SIZE =
            Family.gauge("redis_rdb_current_size_bytes", "Bytes of the snapshot's file; 0 when there is none.");

    private final Optional<RedisCommand> directory;
    private final Optional<RedisCommand> file;

    RdbFile(RedisWatch watch) {
        Optional<String> command = watch.configCommand().filter(any -> watch.rdbFile());
        directory = command.map(name -> ask(name, "dir"));
        file = command.map(name -> ask(name, "dbfilename"));
    }

    private static RedisCommand ask(String command, String setting) {
        return RedisCommand.of(RedisGrants.CONFIG, command, "GET", setting).when(ServerKind.STORE);
    }

    @Override
    public String name() {
        return "rdb_file";
    }

    @Override
    public List<Family> families() {
        return List.of(SIZE);
    }

    @Override
    public List<RedisCommand> commands() {
        return Stream.concat(directory.stream(), file.stream()).toList();
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) throws RedisException, IOException {
        if (directory.isEmpty() || file.isEmpty()) {
            return Collected.of();
        }
        Optional<Collected> withheld = session.withheld(directory.get(), file.get());
        if (withheld.isPresent()) {
            return withheld.get();
        }
        String folder =
                session.reply(directory.get()).flatMap(reply -> reply.text(1)).orElse("");
        String name = session.reply(file.get()).flatMap(reply -> reply.text(1)).orElse("");
        if (!folder.startsWith("/") || name.isEmpty() || name.equals("..") || name.indexOf('/') >= 0) {
            return Collected.skipped("the server names no file that could be looked at on this machine");
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(Path.of(folder).resolve(name), BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Collected.of(SampleTable.single(SIZE, (double) attributes.size()))
                    : Collected.skipped("the snapshot is no regular file");
        } catch (NoSuchFileException e) {
            return Collected.of(SampleTable.single(SIZE, 0));
        }
    }
}
