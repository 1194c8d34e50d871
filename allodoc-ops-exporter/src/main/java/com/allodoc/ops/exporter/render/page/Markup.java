package com.allodoc.ops.exporter.render.page;

import java.util.List;

/** What a page is made of. Texts are plain; each form escapes them its own way. Not thread-safe. */
interface Markup {

    /** A heading of level 1 to 4 that can be linked to. */
    void heading(int level, String anchor, String title);

    void paragraph(String text);

    /** A paragraph of a bold word and a text. */
    void labelled(String label, String text);

    void bullet(String text);

    /** A command as it is typed. */
    void command(String text);

    /** The first row is the head. */
    void table(List<List<String>> rows);

    /** Links in one line, as title and address in turn. */
    void links(List<String> titlesAndAddresses);

    /** The whole page. */
    String text();
}
