package bantin.editarticles;

import bantin.article.ArticleId;
import bantin.newsroom.PhotosInBody;
import bantin.photo.Photo;
import bantin.photo.PhotoId;
import bantin.photo.Photos;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Photos of the newsroom that stand in a body. Each photo's item names the articles that ever held
 * it, so that unused ones can be found.
 */
final class UsedPhotos {
  private final Photos photos;

  UsedPhotos(Photos photos) {
    this.photos = photos;
  }

  /**
   * Before the body is saved: a photo noted in vain costs a look later, one forgotten might be
   * deleted.
   *
   * @param before the body that it replaces; empty for a new article
   */
  void note(ArticleId article, String before, String after) {
    Set<PhotoId> fresh = new LinkedHashSet<>(PhotosInBody.ids(after));
    fresh.removeAll(PhotosInBody.ids(before));
    fresh.forEach(photo -> photos.use(photo, article.value()));
  }

  /** Those in the body that the newsroom knows. */
  List<Photo> in(String body) {
    Set<PhotoId> ids = PhotosInBody.ids(body);
    return ids.isEmpty() ? List.of() : photos.find(ids);
  }

  /** {@link Photo#content} by id, of those in the body that are ready. */
  SortedMap<String, String> contents(String body) {
    return contents(in(body));
  }

  static SortedMap<String, String> contents(List<Photo> photos) {
    SortedMap<String, String> contents = new TreeMap<>();
    for (Photo photo : photos) {
      if (!photo.content().isEmpty()) {
        contents.put(photo.id().value(), photo.content());
      }
    }
    return contents;
  }
}
