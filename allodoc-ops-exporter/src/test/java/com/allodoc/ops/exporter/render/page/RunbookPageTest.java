package com.allodoc.ops.exporter.render.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.rule.Pack;
import com.allodoc.ops.exporter.render.rule.RuleCatalog;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.runbook.Procedure;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunbookPageTest {
    private static final Definition DEFINITION = ShippedDefinition.get();
    private static final String MARKDOWN = RunbookPage.of(DEFINITION).get(0).text();
    private static final String HTML = RunbookPage.of(DEFINITION).get(1).text();

    private static Set<String> all(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void every_alert_and_every_procedure_has_an_anchor() {
        List<String> anchors = List.copyOf(all(HTML, " id=\"([^\"]+)\""));
        assertThat(anchors)
                .containsAll(DEFINITION.runbook().alerts().stream()
                        .map(AlertRule::name)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList())
                .containsAll(DEFINITION.runbook().procedures().stream()
                        .map(Procedure::name)
                        .toList());
    }

    @Test
    void every_link_within_the_page_leads_somewhere() {
        assertThat(all(HTML, " id=\"([^\"]+)\"")).containsAll(all(HTML, "href=\"#([^\"]+)\""));
        assertThat(all(MARKDOWN, "<a id=\"([^\"]+)\">")).containsAll(all(MARKDOWN, "\\]\\(#([^)]+)\\)"));
    }

    @Test
    void every_alert_leads_to_its_section() {
        Set<String> anchors = all(HTML, " id=\"([^\"]+)\"");
        assertThat(RuleCatalog.alerts(DEFINITION, Pack.NATIVE)).allSatisfy(alert -> {
            String url = alert.annotations().get("runbook_url");
            assertThat(url).startsWith(DEFINITION.site().runbook() + "#");
            assertThat(anchors).contains(url.substring(url.indexOf('#') + 1));
        });
    }

    @Test
    void both_forms_have_the_same_anchors() {
        assertThat(all(MARKDOWN, "<a id=\"([^\"]+)\">")).isEqualTo(all(HTML, " id=\"([^\"]+)\""));
    }

    @Test
    void nothing_in_the_page_is_taken_for_markup() {
        assertThat(HTML).contains("PostgreSQL answers &lt; 1").doesNotContain("<script");
        Html html = new Html("c", "t");
        html.paragraph("<b>&\"");
        assertThat(html.text()).contains("<p>&lt;b&gt;&amp;&quot;</p>");
        Markdown markdown = new Markdown("c");
        markdown.paragraph("a_b*c [d](e) <f>");
        assertThat(markdown.text()).contains("a\\_b\\*c \\[d](e) &lt;f>");
    }

    @Test
    void what_changes_the_system_says_so() {
        assertThat(MARKDOWN).contains("CHANGES: Restart the failed service");
    }

    @Test
    void placeholders_are_not_printed_as_addresses() {
        assertThat(MARKDOWN).contains("| AWS Support | vendor | not filled in yet |").doesNotContain("Contact Details");
    }
}
