"""What carriers of text messages report to the court."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from yunqiao.court.identity.messages import take_report
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.sms.port import ReportRefusedError, SmsGateway


@csrf_exempt  # the carrier signs what it sends
@require_POST
def sms_report(request: HttpRequest) -> HttpResponse:
    """Take a report of delivery (docs/reference/sms-http.md)."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        report = gateway(SmsGateway).read_report(request.path, headers, request.body)  # type: ignore[type-abstract]
    except ReportRefusedError:
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    take_report(report=report)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
