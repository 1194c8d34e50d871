/** Recipes: what the core does for an application, each in one class of at most 40 lines. Run by the tests beside them. */
@NullMarked
package com.allodoc.ops.examples.recipes;

import org.jspecify.annotations.NullMarked;
