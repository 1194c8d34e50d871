/**
 * Everything that talks to Docker, or to an engine that speaks its API, and the cgroup files behind its containers. Entry
 * point: {@link com.allodoc.ops.exporter.container.ContainerTarget}. To add a number per container: one constant in
 * {@code Measure} and one line in each reader that can give it; to add a table: one collector file and one line in
 * {@code ContainerTarget}. Read-only: {@code EngineClient} knows no other method than GET. May use {@code collect},
 * {@code sample}, slf4j, docker-java's transport, Jackson (which docker-java brings) and the JDK; nothing else.
 */
@NullMarked
package com.allodoc.ops.exporter.container;

import org.jspecify.annotations.NullMarked;
