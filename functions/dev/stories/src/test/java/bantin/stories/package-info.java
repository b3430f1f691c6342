/** Stories of readers and editors, told to the running portal over HTTP and in a browser. */
@org.jspecify.annotations.NullMarked
package bantin.stories;
