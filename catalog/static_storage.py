"""Static files under hashed names, imports between our script modules among them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; Django's rewriting of `import` statements for js/ only.

    For every script it would trip over examples in the comments of vendored ones.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (
            "js/*.js",
            CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[
                1
            ],
        ),
    )
