"""How style sheets and scripts are named when served."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CourtStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Names by content, and our ES modules (frontend/js) import each other by those names too."""

    support_js_module_import_aggregation = True
    # Django looks for imports in every script; minified ones of others have texts that resemble them.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],  # noqa: SLF001 see above
    )
