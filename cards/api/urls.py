"""Addresses under /api/."""

from django.urls import path

from cards.api import (
    account,
    devices,
    exports,
    health,
    imports,
    library,
    media,
    queue,
    schema,
    sync,
    transfers,
)

urlpatterns = [
    path("account", account.AccountView.as_view()),
    path("account/recovery-codes", account.RecoveryCodesView.as_view()),
    path("account/recover", account.RecoverView.as_view()),
    path("devices", devices.DevicesView.as_view()),
    path("devices/<uuid:device>", devices.DeviceView.as_view()),
    path("exports", exports.ExportsView.as_view()),
    path("health", health.HealthView.as_view()),
    path("imports", imports.ImportsView.as_view()),
    path("imports/<uuid:transfer>/preview", imports.ImportPreviewView.as_view()),
    path("imports/<uuid:transfer>/write", imports.ImportWriteView.as_view()),
    path("media/<str:name>", media.MediaView.as_view()),
    path("queue", queue.QueueView.as_view()),
    path("library", library.LibraryView.as_view()),
    path("sync", sync.SyncView.as_view()),
    path("transfers", transfers.TransfersView.as_view()),
    path("transfers/<uuid:transfer>", transfers.TransferView.as_view()),
    path("transfers/<uuid:transfer>/file", transfers.TransferFileView.as_view()),
    path("schema", schema.SchemaView.as_view()),
]
