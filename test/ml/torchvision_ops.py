# Added by test:ml. This build of torchvision wants a build of torch with CUDA, and the one here has none. Ultralytics has the one operation that it needs
# in plain torch as well.
if not _has_ops():
    _library = torch.library.Library("torchvision", "DEF")
    for _name in ("nms", "qnms"):
        _library.define(_name + "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")

    @torch.library.impl(_library, "nms", "CPU")
    def _nms(dets, scores, iou_threshold):
        from ultralytics.utils.nms import TorchNMS

        return TorchNMS.nms(dets, scores, iou_threshold)

    def _assert_has_ops():  # noqa: F811
        pass
