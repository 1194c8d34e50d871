package com.allodoc.ops.exporter.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another Java with the class path of the tests and options of its own. */
public final class JavaProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final StringBuilder seen = new StringBuilder();

    private JavaProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it; it watches no server unless its arguments say so. */
    public static JavaProcess start(String options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("DATA_SOURCE_NAME", "", "REDIS_ADDR", "", "DOCKER_HOST", ""));
        return new JavaProcess(builder.start());
    }

    public String firstLine() throws IOException {
        return lineWith("");
    }

    /** The first line from now on that holds this text; fails when the process ends before. */
    public String lineWith(String text) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(text)) {
                return line;
            }
        }
        throw new IOException("ended without saying " + text + ": " + seen);
    }

    /** Everything it printed that was read. */
    public String seen() {
        return seen.toString();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a signal by its name, such as HUP. */
    public void signal(String name) throws IOException, InterruptedException {
        Programs.run(new byte[0], "kill", "-" + name, Long.toString(process.pid()));
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
        try {
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        } finally {
            process.destroyForcibly();
        }
    }
}
