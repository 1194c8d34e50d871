/** Fixtures that several rooms' tests share: one per server, started when first asked for, stopped with the test run. */
package com.allodoc.ops.testing;
