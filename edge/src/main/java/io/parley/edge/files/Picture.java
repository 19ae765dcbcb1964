package io.parley.edge.files;

/**
 * A picture as it is kept: encoded anew, so that nothing is in its bytes but what is seen.
 *
 * @param contentType of what was written
 * @param thumbnail whole; it is small
 */
record Picture(String contentType, int width, int height, byte[] thumbnail, String thumbnailType) {}
