extension SentenceWords {
  static let chinese: [(Role, String)] = [
    (.activation, "激活值, 激活, 激活函数, 输出值"), (.weightedInput, "加权输入, 加权和, 净输入, 线性和"),
    (.prediction, "预测值, 预测, 网络"), (.cost, "代价, 损失, 误差, 成本"),
    (.gradient, "梯度, 导数, 偏导数, 偏导, 斜率, 求导"),
    (
      .new,
      "更新后, 更新, 新的, 新, 变成, 变为, 走一步之后, 一步之后, 之后, 增加到, 减少到, 上升到, 下降到, 增大到, 减小到"
    ),
    (.weight, "权重"), (.bias, "偏置"), (.neuron, "神经元, 单元"), (.hidden, "隐藏, 隐含, 隐层"),
    (.output, "输出"), (.counter, "第, 步, 题, 层, 轮, 页"), (.given, "目标值, 目标, 期望, 输入值, 学习率"),
    (.before, "从, 由, 原来, 之前, 初始, 原先"), (.than, "比, 而不是"), (.operation, "减去, 乘以, 加上, 减, 乘"),
    (.reason, "因为, 由于, 如果, 当"), (.result, "约为, 等于, 得到, 到, 所以, 约"),
    (.copula, "是, 为"),
    (.denial, "不是, 没有"), (.unit, "小时, 分钟, 秒, 层, 个, 张, 位"), (.unreal, "假设, 如果用, 假如"),
    (.correction, "错误, 算错"), (.elsewhere, "同学, 老师, 课本, 课堂, 去年"),
  ]

  static let japanese: [(Role, String)] = [
    (.activation, "活性値, 活性化, 活性, 出力値"), (.weightedInput, "重み付き入力, 重み付き和, 加重和, 総入力"),
    (.prediction, "予測値, 予測, ネットワーク"), (.cost, "コスト, 損失, 誤差"), (.gradient, "勾配, 微分, 偏微分, 傾き"),
    (
      .new,
      "更新後, 更新, 新しい, になる, になり, になりました, に増え, に減り, に増えました, に減りました, 一歩後, ステップ後, 1ステップ後"
    ),
    (.weight, "重み"), (.bias, "バイアス"), (.neuron, "ニューロン, ユニット"), (.hidden, "隠れ, 隠れ層, 中間層"),
    (.output, "出力"), (.counter, "ステップ, 問, 層, エポック"), (.given, "目標値, 目標, 教師信号, 学習率"),
    (.before, "元の, 以前の, 初期値"), (.after, "から, だった"), (.than, "より"), (.operation, "引く, 掛ける, 足す, かける"),
    (.reason, "なので, ため, もし"), (.result, "約, に"),
    (.copula, "は, が"), (.denial, "ではなく, ではない"), (.unit, "時間, 分, 秒, 個, 枚"),
    (.unreal, "もし, 仮に"), (.correction, "間違い, 誤り"), (.elsewhere, "友達, 友人, 講義, 教科書, 先生"),
  ]

  static let korean: [(Role, String)] = [
    (.activation, "활성값, 활성화, 활성"), (.weightedInput, "가중 입력, 가중합, 가중 합, 가중"),
    (.prediction, "예측값, 예측, 네트워크, 신경망"), (.cost, "비용, 손실, 오차"), (.gradient, "기울기, 미분, 그래디언트, 경사"),
    (
      .new,
      "학습한 후, 커졌다, 작아졌다, 업데이트된, 업데이트, 갱신된, 갱신, 새로운, 새, 한 단계 후, 단계 후, 된다, 됩니다, 증가, 감소"
    ),
    (.weight, "가중치"), (.bias, "편향"), (.neuron, "뉴런, 유닛"), (.hidden, "은닉, 숨겨진"),
    (.output, "출력"), (.counter, "문제, 층, 에폭"), (.given, "목표값, 목표, 학습률"),
    (.before, "원래, 이전, 초기"), (.after, "에서, 이었다"), (.than, "보다, 대신"), (.operation, "빼면, 곱하면, 더하면"),
    (.reason, "때문에, 만약"), (.result, "약, 으로"),
    (.copula, "은, 는"), (.denial, "아니라, 아니다"), (.unit, "시간, 분, 초, 개, 장"),
    (.unreal, "만약, 가정"), (.correction, "틀린, 잘못"), (.elsewhere, "친구, 강의, 교과서"),
  ]
}
