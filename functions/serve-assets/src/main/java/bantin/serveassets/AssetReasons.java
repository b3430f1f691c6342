package bantin.serveassets;

import bantin.http.Reason;

/** Reasons for which an asset is not served. */
final class AssetReasons {
  static final Reason NO_FILE =
      Reason.of(
          404,
          "no-such-asset",
          "There is no such file, or it has another address by now.",
          "Không có tệp này, hoặc tệp đã có địa chỉ mới.");

  private AssetReasons() {}
}
