/**
 * Files of chats: taken in, cleaned, kept in S3, claimed by the messages that carry them, and given out by signed URLs.
 * The only package that knows the object store and what is in a file.
 */
@NullMarked
package io.parley.edge.files;

import org.jspecify.annotations.NullMarked;
