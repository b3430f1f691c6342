package bantin.editarticles;

import bantin.article.ArticleId;
import bantin.newsroom.PhotosInBody;
import bantin.photo.PhotoId;
import bantin.photo.Photos;
import java.util.LinkedHashSet;
import java.util.Set;

/** Notes with each photo which articles ever held it, so that those nobody uses can be found. */
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
}
