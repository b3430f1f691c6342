package bantin.editarticles;

import bantin.article.ArticleId;
import bantin.manuscript.Body;
import bantin.newsroom.Photo;
import bantin.newsroom.Photos;
import bantin.photo.PhotoId;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Photos in bodies. Each photo's item names the articles that ever held it, so that unused photos
 * can be found.
 */
final class UsedPhotos {
  private final Photos photos;

  UsedPhotos(Photos photos) {
    this.photos = photos;
  }

  /**
   * Notes that an article holds the photos in a body, before the body is saved. A photo noted in
   * vain costs a look later; a forgotten one might be deleted.
   *
   * @return photos of the body that the newsroom knows
   */
  List<Photo> note(ArticleId article, Body body) {
    List<Photo> known = in(body);
    for (Photo photo : known) {
      if (!photo.usedBy().contains(article.value())) {
        photos.use(photo.id(), article.value());
      }
    }
    return known;
  }

  /** Photos of the body that the newsroom knows. */
  List<Photo> in(Body body) {
    Set<PhotoId> ids = body.photos();
    return ids.isEmpty() ? List.of() : photos.find(ids);
  }

  /** {@link Photo#content} by id, of the photos in the body that are ready. */
  SortedMap<String, String> contents(Body body) {
    return Photo.contents(in(body));
  }
}
