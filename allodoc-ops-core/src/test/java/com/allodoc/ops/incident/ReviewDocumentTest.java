package com.allodoc.ops.incident;

import static com.allodoc.ops.incident.Severity.SEV1;
import static com.allodoc.ops.incident.Severity.SEV2;
import static com.allodoc.ops.incident.TestEvents.minute;
import static com.allodoc.ops.incident.TestEvents.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ReviewDocumentTest {
    private final ReviewDocument document = new ReviewDocument(ResponsePolicy.standard(ResponsePolicyTest.OFFICE));

    @Test
    void tells_the_whole_story() {
        Incident incident = story().triggered(0, -4, SEV2)
                .acknowledged(3)
                .severity(5, SEV1)
                .mitigated(20)
                .resolved(40)
                .actionItem(50, item("1", "rotate logs", "2025-06-20"))
                .actionItem(51, item("2", "alert at 70 %", "2025-06-12"))
                .actionItem(52, item("3", "page the runbook", "2025-06-12"))
                .actionItemDone(60, "3")
                .reviewed(600)
                .incident();

        assertThat(document.markdown(incident, Instant.parse("2025-06-13T10:00:00Z")))
                .isEqualTo("""
                        # Incident inc-1: Disk full

                        | What | When or how much | After detection |
                        |---|---|---|
                        | Severity | SEV1: Complete service outage or data breach |  |
                        | State | reviewed |  |
                        | Occurred | 2025-06-11 09:56:00 +02:00 |  |
                        | Detected | 2025-06-11 10:00:00 +02:00 |  |
                        | Acknowledged | 2025-06-11 10:03:00 +02:00 | 3 min |
                        | Mitigated | 2025-06-11 10:20:00 +02:00 | 20 min |
                        | Resolved | 2025-06-11 10:40:00 +02:00 | 40 min |
                        | Reviewed | 2025-06-11 20:00:00 +02:00 | 10 h |

                        ## Impact

                        40 users waited

                        ## Detection

                        Noticed after 4 min, by system:alertmanager.

                        by alert

                        ## Contributing causes

                        - no log rotation

                        ## What went well

                        - fast answer

                        ## Timeline

                        | Time | Who | What |
                        |---|---|---|
                        | 2025-06-11 10:00:00 +02:00 | system:alertmanager | Triggered as SEV2: Disk full |
                        | 2025-06-11 10:03:00 +02:00 | person:anna | Acknowledged |
                        | 2025-06-11 10:05:00 +02:00 | person:anna | Severity set to SEV1: looked closer |
                        | 2025-06-11 10:20:00 +02:00 | person:anna | Mitigated: removed old logs (verified by check disk) |
                        | 2025-06-11 10:40:00 +02:00 | person:anna | Resolved: stays below 80 % |
                        | 2025-06-11 10:50:00 +02:00 | person:anna | Action item 1: rotate logs |
                        | 2025-06-11 10:51:00 +02:00 | person:anna | Action item 2: alert at 70 % |
                        | 2025-06-11 10:52:00 +02:00 | person:anna | Action item 3: page the runbook |
                        | 2025-06-11 11:00:00 +02:00 | person:anna | Action item 3 done |
                        | 2025-06-11 20:00:00 +02:00 | person:anna | Reviewed |

                        ## Promises

                        | Promise | Due | Kept | Late by |
                        |---|---|---|---|
                        | escalate | 2025-06-11 10:00:00 +02:00 | missed | 3 min |
                        | management | 2025-06-11 10:00:00 +02:00 | missed | never done |
                        | acknowledge | 2025-06-11 10:05:00 +02:00 | met |  |
                        | stakeholders | 2025-06-11 10:11:00 +02:00 | missed | never done |
                        | respond | 2025-06-11 10:15:00 +02:00 | met |  |
                        | stability | 2025-06-11 10:35:00 +02:00 | met |  |
                        | review | 2025-06-13 10:40:00 +02:00 | met |  |

                        ## Action items

                        **Overdue: 1 of 3.**

                        | Item | What | Changes | Owner | Due | Status |
                        |---|---|---|---|---|---|
                        | 1 | rotate logs | prevention | anna | 2025-06-20 | open |
                        | 2 | alert at 70 % | prevention | anna | 2025-06-12 | OVERDUE |
                        | 3 | page the runbook | prevention | anna | 2025-06-12 | done |
                        """);
    }

    @Test
    void asks_for_what_only_people_know() {
        String page = document.markdown(story().triggered(0, SEV2).incident(), minute(1));

        assertThat(page).contains("_To be written in the review._").contains("Agree on at least one");
    }

    @Test
    void what_people_typed_can_not_break_the_page() {
        String page = document.markdown(
                story().triggered(0, SEV2)
                        .noted(1, "a | b\n# no heading <script>*x*</script> `y`")
                        .incident(),
                minute(2));

        assertThat(page)
                .contains("| a \\| b<br># no heading &lt;script&gt;\\*x\\*&lt;/script&gt; \\`y\\` |")
                .doesNotContain("\n# no");
    }

    @Test
    void names_what_had_no_effect() {
        String page = document.markdown(
                story().triggered(0, SEV2).resolved(3).acknowledged(4).incident(), minute(5));

        assertThat(page).contains("- 2025-06-11 10:04:00 +02:00 acknowledged: an incident that is RESOLVED can't be");
    }

    private static ActionItem item(String id, String title, String due) {
        return new ActionItem(id, ActionItem.Kind.PREVENTION, title, "anna", LocalDate.parse(due));
    }
}
