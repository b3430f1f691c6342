package bantin.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoPlayersTest {
  @ParameterizedTest
  @CsvSource({
    "https://youtu.be/dQw4w9WgXcQ, https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ?t=90,"
        + " https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ,"
        + " https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    "https://vimeo.com/76979871, https://player.vimeo.com/video/76979871?dnt=1",
    "https://vimeo.com/76979871/a1b2, https://player.vimeo.com/video/76979871?dnt=1&h=a1b2"
  })
  void findsThePlayerOfAVideo(String address, String player) {
    assertThat(VideoPlayers.of(address)).isEqualTo(player);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://youtu.be/short",
        "https://youtu.be.example/dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=\"><script>",
        "http://vimeo.com/76979871",
        "https://vimeo.com/76979871/../x",
        "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
        ""
      })
  void knowsNoPlayerForOtherAddresses(String address) {
    assertThat(VideoPlayers.of(address)).isNull();
  }

  @Test
  void findsBodiesThatNameAPlayer() {
    assertThat(VideoPlayers.areIn("<p>A</p><figure data-video=\"https://x\">")).isTrue();
    assertThat(VideoPlayers.areIn("<p>data-video</p><figure>")).isFalse();
  }
}
